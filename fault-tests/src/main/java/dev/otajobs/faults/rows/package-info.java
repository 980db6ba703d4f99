/** One class per row of the table of faults; each runs by itself, on a stack of its own. */
@NullMarked
package dev.otajobs.faults.rows;

import org.jspecify.annotations.NullMarked;
