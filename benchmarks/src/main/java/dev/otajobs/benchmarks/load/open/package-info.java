/**
 * An open-loop load generator: it sends requests when they are due, without waiting for replies,
 * and their time counts from when they were due.
 */
@NullMarked
package dev.otajobs.benchmarks.load.open;

import org.jspecify.annotations.NullMarked;
