package dev.otajobs.query;

import dev.otajobs.job.JobKey;

/** Finds jobs, wherever they are stored. */
public interface JobFinder {

  /** What is known of this job. Does not block on other machines' answers. */
  JobAnswer find(JobKey key);
}
