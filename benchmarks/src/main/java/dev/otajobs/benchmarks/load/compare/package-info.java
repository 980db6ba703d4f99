/** Runs the programs that are compared in turn, and compares their figures round by round. */
@NullMarked
package dev.otajobs.benchmarks.load.compare;

import org.jspecify.annotations.NullMarked;
