/**
 * What platform engineers ask: does it live, is it ready, what does it measure. The rules are those
 * of Kubernetes probes: not live means restart me, not ready means send me nothing.
 */
@NullMarked
package dev.otajobs.ops;

import org.jspecify.annotations.NullMarked;
