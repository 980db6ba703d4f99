/** The measures of the load tests, one class each. */
@NullMarked
package dev.otajobs.benchmarks.load.measures;

import org.jspecify.annotations.NullMarked;
