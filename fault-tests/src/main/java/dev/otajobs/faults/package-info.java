/**
 * The command behind {@code scripts/faults}: which rows, with which seed, and what came of them.
 */
@NullMarked
package dev.otajobs.faults;

import org.jspecify.annotations.NullMarked;
