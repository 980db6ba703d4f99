package dev.otajobs.query.routing;

import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Routes a query to the owner of the job's partition, and if the owner cannot answer, to its
 * standbys in turn, all before one deadline. A query takes one hop at most: an instance that gets
 * it from another answers from its own stores. While a partition moves between instances, all of
 * its replicas are asked again, up to six times.
 */
public final class RoutedJobs implements JobLookup {

  /** How long a peer may take if there is another replica, or another attempt, to turn to. */
  private static final Duration PEER_TIMEOUT = Duration.ofMillis(500);

  /** The backoff between attempts, in milliseconds. */
  private static final List<Integer> BACKOFF = List.of(50, 100, 200, 400, 400, 400);

  /** Queries that may wait for another attempt: a move can take minutes. */
  private static final int MAX_WAITING = 128;

  private final Vertx vertx;
  private final GroupMetadata group;
  private final HostInfo self;
  private final JobLookup local;
  private final LivePeers peers;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param local this instance's own stores
   */
  public RoutedJobs(Vertx vertx, GroupMetadata group, JobLookup local, LivePeers peers) {
    this.vertx = vertx;
    this.group = group;
    this.self = group.self();
    this.local = local;
    this.peers = peers;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    return attempt(query, deadline, BACKOFF);
  }

  private Future<JobAnswer> attempt(JobQuery query, Deadline deadline, List<Integer> backoff) {
    List<JobLookup> replicas = replicas(query.partition());
    JobAnswer.Unavailable none =
        new JobAnswer.Unavailable(
            "no instance holds partition " + query.partition(), isOwnerless(query.partition()));
    return askInTurn(replicas, query, deadline, none, !backoff.isEmpty())
        .compose(
            answer ->
                answer instanceof JobAnswer.Unavailable unavailable && unavailable.moving()
                    ? retry(unavailable, query, deadline, backoff)
                    : Future.succeededFuture(answer));
  }

  private Future<JobAnswer> retry(
      JobAnswer.Unavailable answer, JobQuery query, Deadline deadline, List<Integer> backoff) {
    if (backoff.isEmpty() || deadline.remaining().toMillis() <= backoff.get(0)) {
      return Future.succeededFuture(answer);
    }
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.succeededFuture(answer);
    }
    return vertx
        .timer(backoff.get(0))
        .onComplete(over -> waiting.decrementAndGet())
        .compose(over -> attempt(query, deadline, backoff.subList(1, backoff.size())));
  }

  /** Until a standby has read what the owner has, or another instance owns the partition. */
  private boolean isOwnerless(int partition) {
    return group.owner(partition).flatMap(this::replica).isEmpty();
  }

  /** The replicas that are alive, the owner first. */
  private List<JobLookup> replicas(int partition) {
    List<JobLookup> alive = new ArrayList<>();
    group.replicas(partition).forEach(host -> replica(host).ifPresent(alive::add));
    if (alive.size() > 1 && alive.get(0) != local && !isOwnerless(partition)) {
      // The owner once more, since it may only have been slow, and only it can answer "absent".
      alive.add(alive.get(0));
    }
    return alive;
  }

  private Optional<JobLookup> replica(HostInfo host) {
    return host.equals(self) ? Optional.of(local) : peers.at(host);
  }

  /**
   * @param again whether all are asked again if the partition is moving
   */
  private Future<JobAnswer> askInTurn(
      List<JobLookup> replicas,
      JobQuery query,
      Deadline deadline,
      JobAnswer.Unavailable before,
      boolean again) {
    if (replicas.isEmpty() || deadline.hasPassed()) {
      return Future.succeededFuture(before);
    }
    JobLookup first = replicas.get(0);
    List<JobLookup> others = replicas.subList(1, replicas.size());
    // The last one may take all of the time, unless all are asked again.
    boolean last = others.isEmpty() && !(again && before.moving());
    boolean mayWait = first == local || last || query.consistency().atLeast().isPresent();
    return first
        .find(query, mayWait ? deadline : deadline.atMost(PEER_TIMEOUT))
        .compose(
            answer ->
                answer instanceof JobAnswer.Unavailable unavailable
                    ? askInTurn(others, query, deadline, unavailable.after(before), again)
                    : Future.succeededFuture(answer));
  }
}
