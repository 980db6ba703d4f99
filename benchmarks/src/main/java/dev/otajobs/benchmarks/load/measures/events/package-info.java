/** Measures the throughput of the fold, and the time until an acknowledged event is visible. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.events;

import org.jspecify.annotations.NullMarked;
