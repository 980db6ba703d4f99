package dev.otajobs.query.routing;

import dev.otajobs.query.Deadline;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.index.IndexQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Routes the question for a partition to its owner, and if that cannot answer, to its standbys in
 * turn; then to all of them again, until the deadline.
 */
public final class RoutedIndex implements IndexLookup {

  /** How long a peer may take if there is another replica to turn to. */
  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Vertx vertx;
  private final GroupMetadata group;
  private final IndexLookup local;
  private final LivePeers peers;

  /**
   * @param local this instance's own stores
   */
  public RoutedIndex(Vertx vertx, GroupMetadata group, IndexLookup local, LivePeers peers) {
    this.vertx = vertx;
    this.group = group;
    this.local = local;
    this.peers = peers;
  }

  @Override
  public Future<IndexAnswer> list(IndexQuery query, Deadline deadline) {
    IndexAnswer none =
        new IndexAnswer.Unavailable("no instance holds partition " + query.partition());
    return askInTurn(replicas(query.partition()), query, deadline, none)
        .compose(
            answer ->
                answer instanceof IndexAnswer.Unavailable
                        && deadline.remaining().compareTo(PAUSE) > 0
                    ? vertx.timer(PAUSE.toMillis()).compose(over -> list(query, deadline))
                    : Future.succeededFuture(answer));
  }

  private List<IndexLookup> replicas(int partition) {
    List<IndexLookup> alive = new ArrayList<>();
    group.replicas(partition).forEach(host -> replica(host).ifPresent(alive::add));
    return alive;
  }

  private Optional<IndexLookup> replica(HostInfo host) {
    return host.equals(group.self()) ? Optional.of(local) : peers.indexAt(host);
  }

  private Future<IndexAnswer> askInTurn(
      List<IndexLookup> replicas, IndexQuery query, Deadline deadline, IndexAnswer before) {
    if (replicas.isEmpty() || deadline.hasPassed()) {
      return Future.succeededFuture(before);
    }
    List<IndexLookup> others = replicas.subList(1, replicas.size());
    return replicas
        .get(0)
        .list(query, others.isEmpty() ? deadline : deadline.atMost(PEER_TIMEOUT))
        .compose(
            answer ->
                answer instanceof IndexAnswer.Unavailable
                    ? askInTurn(others, query, deadline, answer)
                    : Future.succeededFuture(answer));
  }
}
