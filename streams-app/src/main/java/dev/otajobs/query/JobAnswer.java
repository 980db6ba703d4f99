package dev.otajobs.query;

import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;

/** What is known of a job that was asked for. */
public sealed interface JobAnswer {

  /** The job, and which events it has met. */
  record Found(JobView view, Revision revision) implements JobAnswer {}

  /** There is no such job: its partition's store knows none. */
  record Absent() implements JobAnswer {}

  /**
   * It cannot be said now; try again.
   *
   * @param why for the log, never for the caller
   */
  record Unavailable(String why) implements JobAnswer {}
}
