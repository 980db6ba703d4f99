/**
 * A running service under load, in which a row injects faults, and the tools to observe its
 * recovery and to inspect its stores.
 */
@NullMarked
package dev.otajobs.faults.rig;

import org.jspecify.annotations.NullMarked;
