/**
 * Load on the whole service and on what it is compared with: each measure is run by name, writes
 * its tables and plots into {@code docs}, and runs everything that it compares in turn, A B A B.
 */
@NullMarked
package dev.otajobs.benchmarks.load;

import org.jspecify.annotations.NullMarked;
