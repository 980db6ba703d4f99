/** Throughput: wrk, its scripts, and calls that were signed before. */
@NullMarked
package dev.otajobs.benchmarks.load.wrk;

import org.jspecify.annotations.NullMarked;
