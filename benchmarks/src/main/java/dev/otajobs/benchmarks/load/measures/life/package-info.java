/** Measures the time of starts, restores and failovers. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.life;

import org.jspecify.annotations.NullMarked;
