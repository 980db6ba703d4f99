/** Measures how figures change with the number of jobs and of instances. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.growth;

import org.jspecify.annotations.NullMarked;
