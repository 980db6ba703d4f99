/**
 * The command behind {@code scripts/faults}. It runs rows of the table of faults with a seed and
 * reports their results.
 */
@NullMarked
package dev.otajobs.faults;

import org.jspecify.annotations.NullMarked;
