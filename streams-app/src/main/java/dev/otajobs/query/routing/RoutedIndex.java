package dev.otajobs.query.routing;

import dev.otajobs.query.Deadline;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.index.IndexQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Routes the question for a partition's list to the instances that hold the partition. */
public final class RoutedIndex implements IndexLookup {

  private final ReplicaTurns<IndexLookup, IndexAnswer> turns;

  /**
   * @param local this instance's own stores
   */
  public RoutedIndex(Vertx vertx, GroupMetadata group, IndexLookup local, LivePeers peers) {
    this.turns =
        new ReplicaTurns<>(
            vertx, group, local, peers::indexAt, IndexAnswer.Unavailable.class::isInstance);
  }

  @Override
  public Future<IndexAnswer> list(IndexQuery query, Deadline deadline) {
    int partition = query.partition();
    return turns.ask(
        partition,
        (replica, time) -> replica.list(query, time),
        deadline,
        new IndexAnswer.Unavailable("no instance holds partition " + partition));
  }
}
