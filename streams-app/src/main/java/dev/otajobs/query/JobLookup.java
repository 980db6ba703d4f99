package dev.otajobs.query;

import io.vertx.core.Future;

/** Looks up one job: in this instance's stores, at another instance, or at whichever holds it. */
public interface JobLookup {

  /**
   * Answers the query, at the latest a moment after the deadline. Never blocks. The future fails
   * only by a defect; what cannot be reached is answered with {@link JobAnswer.Unavailable}.
   */
  Future<JobAnswer> find(JobQuery query, Deadline deadline);
}
