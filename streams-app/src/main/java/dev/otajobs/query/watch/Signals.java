package dev.otajobs.query.watch;

import dev.otajobs.job.Revision;

/** Gets the signals of a subscription, on the thread that reads the log: it must not block. */
public interface Signals {

  /**
   * The job has an event.
   *
   * @param at its position
   */
  void event(String jobId, Revision at);

  /** Signals may have been lost: whatever is watched may have changed. */
  void lost();
}
