package dev.otajobs.query.history;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;

/**
 * The question for a job's history.
 *
 * @param partition that owns the job
 * @param atLeast the events that the history must have met
 */
public record HistoryQuery(JobKey key, int partition, Revision atLeast) {}
