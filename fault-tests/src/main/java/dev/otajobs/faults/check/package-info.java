/**
 * The checker. It recomputes every job from the events topic with the fold alone, and compares the
 * recorded history with the result.
 */
@NullMarked
package dev.otajobs.faults.check;

import org.jspecify.annotations.NullMarked;
