/** Lets those that are compared take turns, and compares them round by round. */
@NullMarked
package dev.otajobs.benchmarks.load.compare;

import org.jspecify.annotations.NullMarked;
