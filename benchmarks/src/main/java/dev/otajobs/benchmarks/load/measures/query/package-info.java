/** What a query costs. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.query;

import org.jspecify.annotations.NullMarked;
