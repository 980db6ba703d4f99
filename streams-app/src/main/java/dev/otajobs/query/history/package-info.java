/**
 * The history of a job: {@link dev.otajobs.query.history.JobHistories} is the entry point. It is
 * asked after the job itself, of any copy that has at least what the job's answer had.
 */
@NullMarked
package dev.otajobs.query.history;

import org.jspecify.annotations.NullMarked;
