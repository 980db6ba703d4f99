/**
 * Load tests of the whole service and of the programs that it is compared with. Each measure is run
 * by name and writes its tables and plots into {@code docs}. Programs that are compared take turns,
 * A B A B.
 */
@NullMarked
package dev.otajobs.benchmarks.load;

import org.jspecify.annotations.NullMarked;
