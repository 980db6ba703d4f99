/** What more jobs and more instances cost. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.growth;

import org.jspecify.annotations.NullMarked;
