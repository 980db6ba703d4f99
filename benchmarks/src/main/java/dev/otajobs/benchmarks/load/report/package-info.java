/** Writes results as Markdown and SVG. */
@NullMarked
package dev.otajobs.benchmarks.load.report;

import org.jspecify.annotations.NullMarked;
