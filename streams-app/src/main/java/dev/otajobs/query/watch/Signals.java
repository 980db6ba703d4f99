package dev.otajobs.query.watch;

import dev.otajobs.job.Revision;

/** Gets the signals of a subscription, on the thread that reads the log: it must not block. */
public interface Signals {

  /**
   * The job has an event.
   *
   * @param at its position, in the partition that owns the job
   */
  void event(String jobId, Revision at);

  /** An event was moved to the job; everything that was acknowledged before counts. */
  void moved(String jobId);

  /** The log was not read for a time: any job may have changed. */
  void missed();
}
