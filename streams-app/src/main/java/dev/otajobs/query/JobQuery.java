package dev.otajobs.query;

import static java.util.Objects.requireNonNull;

import dev.otajobs.job.JobKey;

/**
 * The question for one job.
 *
 * @param partition that the job belongs to, by {@link dev.otajobs.ingest.Partitioning}; 0 or more
 * @param consistency how fresh the answer must be
 */
public record JobQuery(JobKey key, int partition, Consistency consistency) {

  public JobQuery {
    requireNonNull(key, "key");
    requireNonNull(consistency, "consistency");
    if (partition < 0) {
      throw new IllegalArgumentException("the partition is negative: " + partition);
    }
  }
}
