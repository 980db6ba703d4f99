/** Measures throughput and latency of queries. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.query;

import org.jspecify.annotations.NullMarked;
