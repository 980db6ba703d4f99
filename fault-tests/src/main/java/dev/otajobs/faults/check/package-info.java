/**
 * Decides: recomputes every job from the topic with the fold alone and holds the history against
 * it.
 */
@NullMarked
package dev.otajobs.faults.check;

import org.jspecify.annotations.NullMarked;
