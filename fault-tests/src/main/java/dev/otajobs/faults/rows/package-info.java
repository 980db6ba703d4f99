/**
 * The rows of the table of faults, one class each. Each row runs alone, with brokers and instances
 * of its own.
 */
@NullMarked
package dev.otajobs.faults.rows;

import org.jspecify.annotations.NullMarked;
