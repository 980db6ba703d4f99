package dev.otajobs.query;

import io.vertx.core.Future;

/** An instance, this one or another, that may hold the partition of a job. */
public interface JobReplica {

  /**
   * What it knows of the job, from its own store alone. Never blocks; fails only by a defect, or if
   * it could not be reached.
   */
  Future<JobAnswer> find(JobQuery query, Deadline deadline);
}
