package dev.otajobs.query.routing;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.JobReplica;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks the owner of a job's partition, and if it cannot answer, its standbys in turn, all within
 * one deadline. One hop at most: whoever is asked answers from its own store.
 */
public final class RoutedJobs implements JobFinder {

  /** A peer that is silent for so long is passed over if there is another one to ask. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  private final Partitioning partitioning;
  private final Group group;
  private final HostInfo self;
  private final JobReplica local;
  private final Peers peers;
  private final Duration patience;

  /**
   * @param patience for the whole request
   */
  public RoutedJobs(
      Partitioning partitioning, Group group, JobReplica local, Peers peers, Duration patience) {
    this.partitioning = partitioning;
    this.group = group;
    this.self = group.self();
    this.local = local;
    this.peers = peers;
    this.patience = patience;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query) {
    int partition = partitioning.owner(query.key().jobId());
    List<JobReplica> alive =
        group.replicas(partition).stream().flatMap(host -> replica(host).stream()).toList();
    return ask(alive, query, Deadline.in(patience), "no instance holds partition " + partition);
  }

  private Optional<JobReplica> replica(HostInfo host) {
    return host.equals(self) ? Optional.of(local) : peers.alive(host);
  }

  private Future<JobAnswer> ask(
      List<JobReplica> replicas, JobQuery query, Deadline deadline, String why) {
    if (replicas.isEmpty() || deadline.hasPassed()) {
      return Future.succeededFuture(new JobAnswer.Unavailable(why));
    }
    List<JobReplica> others = replicas.subList(1, replicas.size());
    boolean mayWait = others.isEmpty() || query.consistency().atLeast().isPresent();
    return replicas
        .get(0)
        .find(query, mayWait ? deadline : deadline.atMost(SILENCE))
        .compose(
            answer ->
                answer instanceof JobAnswer.Unavailable unavailable
                    ? ask(others, query, deadline, unavailable.why())
                    : Future.succeededFuture(answer));
  }
}
