package dev.otajobs.query.history;

import dev.otajobs.job.JobHistory;

/** The answer to a {@link HistoryQuery}. */
public sealed interface HistoryAnswer {

  /** The history, with everything that was asked for. */
  record Known(JobHistory history) implements HistoryAnswer {}

  /**
   * There is no such copy now; the caller should retry.
   *
   * @param why for the log
   */
  record Unavailable(String why) implements HistoryAnswer {}
}
