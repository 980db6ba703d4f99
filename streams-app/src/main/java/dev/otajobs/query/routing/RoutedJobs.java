package dev.otajobs.query.routing;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.JobReplica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks the owner of a job's partition, and if it cannot answer, its standbys in turn, all within
 * one deadline. One hop at most: whoever is asked answers from its own store. While a partition
 * changes hands nobody may have it for a moment: then all are asked again, a few times.
 */
public final class RoutedJobs implements JobFinder {

  /** A peer that is silent for so long is passed over if there is another one to ask. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  /** Before asking all again, in milliseconds; any longer, calls would pile up. */
  private static final List<Integer> PAUSES = List.of(50, 100, 200, 400, 400);

  /** A restore can take minutes: more calls than this do not wait, or none would get through. */
  private static final int MOST_WAITING = 128;

  private final Vertx vertx;
  private final Partitioning partitioning;
  private final Group group;
  private final HostInfo self;
  private final JobReplica local;
  private final Peers peers;
  private final Duration patience;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param patience for the whole request
   */
  public RoutedJobs(
      Vertx vertx,
      Partitioning partitioning,
      Group group,
      JobReplica local,
      Peers peers,
      Duration patience) {
    this.vertx = vertx;
    this.partitioning = partitioning;
    this.group = group;
    this.self = group.self();
    this.local = local;
    this.peers = peers;
    this.patience = patience;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query) {
    return find(query, Deadline.in(patience), PAUSES);
  }

  private Future<JobAnswer> find(JobQuery query, Deadline deadline, List<Integer> pauses) {
    int partition = partitioning.owner(query.key().jobId());
    List<JobReplica> alive = new ArrayList<>();
    group.replicas(partition).forEach(host -> replica(host).ifPresent(alive::add));
    if (alive.size() > 1 && alive.get(0) != local) {
      // Only the owner can say that there is no job, and it may have been slow, not silent.
      alive.add(alive.get(0));
    }
    JobAnswer.Unavailable nobody =
        new JobAnswer.Unavailable("no instance holds partition " + partition, alive.isEmpty());
    return ask(alive, query, deadline, nobody)
        .compose(
            answer ->
                answer instanceof JobAnswer.Unavailable unavailable && unavailable.moving()
                    ? askAgain(unavailable, query, deadline, pauses)
                    : Future.succeededFuture(answer));
  }

  private Future<JobAnswer> askAgain(
      JobAnswer.Unavailable answer, JobQuery query, Deadline deadline, List<Integer> pauses) {
    if (pauses.isEmpty() || deadline.remaining().toMillis() <= pauses.get(0)) {
      return Future.succeededFuture(answer);
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.succeededFuture(answer);
    }
    return vertx
        .timer(pauses.get(0))
        .onComplete(over -> waiting.decrementAndGet())
        .compose(over -> find(query, deadline, pauses.subList(1, pauses.size())));
  }

  private Optional<JobReplica> replica(HostInfo host) {
    return host.equals(self) ? Optional.of(local) : peers.alive(host);
  }

  private Future<JobAnswer> ask(
      List<JobReplica> replicas, JobQuery query, Deadline deadline, JobAnswer.Unavailable before) {
    if (replicas.isEmpty() || deadline.hasPassed()) {
      return Future.succeededFuture(before);
    }
    JobReplica first = replicas.get(0);
    List<JobReplica> others = replicas.subList(1, replicas.size());
    boolean mayWait =
        first == local || others.isEmpty() || query.consistency().atLeast().isPresent();
    return first
        .find(query, mayWait ? deadline : deadline.atMost(SILENCE))
        .compose(
            answer ->
                answer instanceof JobAnswer.Unavailable unavailable
                    ? ask(others, query, deadline, unavailable.after(before))
                    : Future.succeededFuture(answer));
  }
}
