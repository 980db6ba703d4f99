package dev.otajobs.query;

import io.vertx.core.Future;

/** Finds jobs, wherever they are stored. */
public interface JobFinder {

  /** What is known of this job. Never blocks; never fails but by a defect. */
  Future<JobAnswer> find(JobQuery query);
}
