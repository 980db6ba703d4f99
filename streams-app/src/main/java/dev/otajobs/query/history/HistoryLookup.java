package dev.otajobs.query.history;

import dev.otajobs.query.Deadline;
import io.vertx.core.Future;

/** Looks up the history of a job. */
public interface HistoryLookup {

  /** Where no histories are kept. */
  HistoryLookup NONE =
      (query, deadline) ->
          Future.succeededFuture(new HistoryAnswer.Unavailable("no histories are kept here"));

  /** Answers before the deadline. Never blocks; the future fails only by a defect. */
  Future<HistoryAnswer> history(HistoryQuery query, Deadline deadline);
}
