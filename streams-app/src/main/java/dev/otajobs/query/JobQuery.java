package dev.otajobs.query;

import static java.util.Objects.requireNonNull;

import dev.otajobs.job.JobKey;

/** Which job is asked for, and how fresh the answer must be. */
public record JobQuery(JobKey key, Consistency consistency) {

  public JobQuery {
    requireNonNull(key, "key");
    requireNonNull(consistency, "consistency");
  }

  /** The job, as fresh as the service has it by default. */
  public static JobQuery of(JobKey key) {
    return new JobQuery(key, Consistency.DEFAULT);
  }
}
