package dev.otajobs.job;

/** How a job ended. Its name is the JobStatus from then on. */
public enum JobOutcome {
  COMPLETED,
  CANCELED
}
