/**
 * Load that does not wait for replies: requests leave when they are due, and are timed from then.
 */
@NullMarked
package dev.otajobs.benchmarks.load.open;

import org.jspecify.annotations.NullMarked;
