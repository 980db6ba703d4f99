/** Writes the results of rows into the table of {@code docs/reliability.md}. */
@NullMarked
package dev.otajobs.faults.report;

import org.jspecify.annotations.NullMarked;
