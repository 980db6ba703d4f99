package dev.otajobs.peers;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import dev.otajobs.peers.PeerProtocol.JobCall;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.state.HostInfo;

/** Looks up jobs in the stores of another instance. If it does not reply, it is unavailable. */
final class RemoteJobs implements JobLookup {

  private static final int MAX_LOGGED = 200;

  /**
   * Kept back of the caller's time, so that a "not yet" of the peer arrives before the deadline.
   */
  private static final Duration WAY_BACK = Duration.ofMillis(250);

  private final HostInfo peer;
  private final PeerClient client;
  private final Deserializer<Jobs> deserializer = new JobsSerde().deserializer();

  RemoteJobs(HostInfo peer, PeerClient client) {
    this.peer = peer;
    this.client = client;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    Duration timeout = deadline.remaining();
    return client
        .get(peer, new JobCall(query, ofPeer(timeout)).uri(), timeout)
        .map(reply -> answer(query, reply))
        .otherwise(this::unavailable);
  }

  /** An instance that refuses connections has ended; another one will take its place. */
  private JobAnswer unavailable(Throwable failure) {
    return new JobAnswer.Unavailable(peer + ": " + failure.getMessage(), isRefused(failure));
  }

  /** Netty's time-out of a connection is one of these, too; it does not tell a closed port. */
  static boolean isRefused(Throwable failure) {
    return failure instanceof ConnectException && !(failure instanceof ConnectTimeoutException);
  }

  private static Duration ofPeer(Duration timeout) {
    Duration quarter = timeout.dividedBy(4);
    return timeout.minus(quarter.compareTo(WAY_BACK) < 0 ? quarter : WAY_BACK);
  }

  private JobAnswer answer(JobQuery query, PeerClient.Reply reply) {
    String kind = reply.head().getHeader(PeerProtocol.ANSWER);
    return switch (kind == null ? "" : kind) {
      case PeerProtocol.FOUND -> found(query, reply);
      case PeerProtocol.ABSENT -> new JobAnswer.Absent();
      case PeerProtocol.NOT_YET -> notYet(query, reply);
      default -> unavailable(reply, PeerProtocol.MOVING.equals(kind));
    };
  }

  private JobAnswer found(JobQuery query, PeerClient.Reply reply) {
    Optional<Job> sent =
        deserializer.deserialize("", reply.body().getBytes()).of(query.key().accountId());
    Optional<Duration> staleness =
        Optional.ofNullable(reply.head().getHeader(PeerProtocol.STALENESS))
            .map(PeerProtocol::millis);
    return sent.filter(Job::isVisible)
        .<JobAnswer>map(job -> new JobAnswer.Found(query.key(), job, staleness))
        .orElseGet(() -> new JobAnswer.Unavailable(peer + " sent no job that the caller may see"));
  }

  /** The text is made here, since it goes to the caller: a peer's text is for the log only. */
  private JobAnswer notYet(JobQuery query, PeerClient.Reply reply) {
    return query
        .consistency()
        .atLeast()
        .<JobAnswer>map(JobAnswer.NotYet::of)
        .orElseGet(() -> unavailable(reply, false));
  }

  private JobAnswer unavailable(PeerClient.Reply reply, boolean moving) {
    String text = reply.body().getString(0, Math.min(MAX_LOGGED, reply.body().length()));
    return new JobAnswer.Unavailable(
        "%s replied %d: %s".formatted(peer, reply.status(), text.replaceAll("\\p{Cntrl}", "?")),
        moving);
  }
}
