/** What came of the rows, as a table for people. */
@NullMarked
package dev.otajobs.faults.report;

import org.jspecify.annotations.NullMarked;
