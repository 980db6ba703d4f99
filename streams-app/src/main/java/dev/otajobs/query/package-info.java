/**
 * The look-up of a job by its key. {@link dev.otajobs.query.JobFinder} is the entry point; the
 * subpackages choose the instance ({@code routing}), read its stores ({@code local}), lay the tail
 * of the log over a copy ({@code overlay}) and tell how stale both are ({@code freshness}). Beside
 * it stand the lists of a firmware's jobs ({@code index}), histories ({@code history}), the signals
 * of new events ({@code watch}) and the update packages ({@code packages}). An answer is one of
 * four sealed cases: only a copy that has everything which was acknowledged before the question
 * answers "absent"; a failure is "unavailable".
 */
@NullMarked
package dev.otajobs.query;

import org.jspecify.annotations.NullMarked;
