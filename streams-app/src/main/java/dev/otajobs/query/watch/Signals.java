package dev.otajobs.query.watch;

import dev.otajobs.job.Revision;

/** Gets the signals of a subscription, on the thread that reads the log: it must not block. */
public interface Signals {

  /**
   * The job has an event.
   *
   * @param at its position, in the partition that owns the job
   */
  void event(Revision at);

  /**
   * The job may have changed, and it is not known at which position: an event was moved to it, or
   * the log was not read for a time. Whatever was acknowledged before counts.
   */
  void changed();
}
