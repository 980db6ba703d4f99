package dev.otajobs.query.routing;

import dev.otajobs.query.Deadline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks the owner of a partition, and if that cannot answer, its standbys in turn; then all of them
 * again, until the deadline.
 *
 * @param <L> what is asked
 * @param <A> its answer
 */
final class ReplicaTurns<L, A> {

  /** How long a peer may take if there is another replica to turn to. */
  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Vertx vertx;
  private final GroupMetadata group;
  private final L local;
  private final Function<HostInfo, Optional<L>> peers;
  private final Predicate<A> isUnavailable;

  /**
   * @param local this instance's own stores
   * @param peers the other instances that are alive
   */
  ReplicaTurns(
      Vertx vertx,
      GroupMetadata group,
      L local,
      Function<HostInfo, Optional<L>> peers,
      Predicate<A> isUnavailable) {
    this.vertx = vertx;
    this.group = group;
    this.local = local;
    this.peers = peers;
    this.isUnavailable = isUnavailable;
  }

  /**
   * Asks.
   *
   * @param none the answer if no instance holds the partition
   */
  Future<A> ask(
      int partition, BiFunction<L, Deadline, Future<A>> question, Deadline deadline, A none) {
    return inTurn(replicas(partition), question, deadline, none)
        .compose(
            answer ->
                isUnavailable.test(answer) && deadline.remaining().compareTo(PAUSE) > 0
                    ? vertx
                        .timer(PAUSE.toMillis())
                        .compose(over -> ask(partition, question, deadline, none))
                    : Future.succeededFuture(answer));
  }

  private List<L> replicas(int partition) {
    List<L> alive = new ArrayList<>();
    group.replicas(partition).forEach(host -> replica(host).ifPresent(alive::add));
    return alive;
  }

  private Optional<L> replica(HostInfo host) {
    return host.equals(group.self()) ? Optional.of(local) : peers.apply(host);
  }

  private Future<A> inTurn(
      List<L> replicas, BiFunction<L, Deadline, Future<A>> question, Deadline deadline, A before) {
    if (replicas.isEmpty() || deadline.hasPassed()) {
      return Future.succeededFuture(before);
    }
    List<L> others = replicas.subList(1, replicas.size());
    return question
        .apply(replicas.get(0), others.isEmpty() ? deadline : deadline.atMost(PEER_TIMEOUT))
        .compose(
            answer ->
                isUnavailable.test(answer)
                    ? inTurn(others, question, deadline, answer)
                    : Future.succeededFuture(answer));
  }
}
