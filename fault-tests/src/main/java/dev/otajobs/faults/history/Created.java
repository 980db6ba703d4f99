package dev.otajobs.faults.history;

import dev.otajobs.job.JobKey;

/**
 * A create call that was answered with success.
 *
 * @param call which call it was: one that is sent again keeps its number
 * @param utcCreate as the reply has it
 * @param repliedAt after the reply was read, by {@link System#nanoTime}
 */
public record Created(int call, JobKey key, String utcCreate, long repliedAt) {}
