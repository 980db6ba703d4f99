/** Measures throughput with wrk: its scripts, and calls that are signed before the measurement. */
@NullMarked
package dev.otajobs.benchmarks.load.wrk;

import org.jspecify.annotations.NullMarked;
