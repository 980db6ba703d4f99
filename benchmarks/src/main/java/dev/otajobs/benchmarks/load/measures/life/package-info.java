/** What starts and deaths of instances cost. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.life;

import org.jspecify.annotations.NullMarked;
