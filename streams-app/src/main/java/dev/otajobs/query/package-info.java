/**
 * The look-up of a job by its key. {@link dev.otajobs.query.JobFinder} is the entry point; the
 * subpackages choose the instance ({@code routing}), read its stores ({@code local}) and tell how
 * stale they are ({@code freshness}). An answer is one of four sealed cases: only an owner that has
 * processed its whole partition answers "absent"; a failure is "unavailable".
 */
@NullMarked
package dev.otajobs.query;

import org.jspecify.annotations.NullMarked;
