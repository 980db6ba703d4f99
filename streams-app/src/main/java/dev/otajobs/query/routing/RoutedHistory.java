package dev.otajobs.query.routing;

import dev.otajobs.query.Deadline;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.history.HistoryQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Routes the question for a job's history to the instances that hold the job's partition. */
public final class RoutedHistory implements HistoryLookup {

  private final ReplicaTurns<HistoryLookup, HistoryAnswer> turns;

  /**
   * @param local this instance's own stores
   */
  public RoutedHistory(Vertx vertx, GroupMetadata group, HistoryLookup local, LivePeers peers) {
    this.turns =
        new ReplicaTurns<>(
            vertx, group, local, peers::historyAt, HistoryAnswer.Unavailable.class::isInstance);
  }

  @Override
  public Future<HistoryAnswer> history(HistoryQuery query, Deadline deadline) {
    int partition = query.partition();
    return turns.ask(
        partition,
        (replica, time) -> replica.history(query, time),
        deadline,
        new HistoryAnswer.Unavailable("no instance holds partition " + partition));
  }
}
