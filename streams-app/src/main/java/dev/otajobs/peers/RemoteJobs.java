package dev.otajobs.peers;

import dev.otajobs.codec.StoredJobSerde;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.StoredJob;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.state.HostInfo;

/** Another instance, asked over HTTP. One that cannot be reached is "unavailable". */
final class RemoteJobs implements JobLookup {

  private static final int LOGGED = 200;
  private static final Duration WAY_BACK = Duration.ofMillis(250);

  private final HostInfo peer;
  private final PeerCalls calls;
  private final Deserializer<StoredJob> jobs = new StoredJobSerde().deserializer();

  RemoteJobs(HostInfo peer, PeerCalls calls) {
    this.peer = peer;
    this.calls = calls;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    Duration patience = deadline.remaining();
    return calls
        .send(peer, HttpMethod.GET, PeerPaths.ofQuery(query, within(patience)), patience)
        .map(reply -> answer(query, reply))
        .otherwise(failure -> new JobAnswer.Unavailable(peer + ": " + failure.getMessage()));
  }

  /** The peer must be done a little earlier, or its "not yet" would come too late. */
  private static Duration within(Duration patience) {
    Duration quarter = patience.dividedBy(4);
    return patience.minus(quarter.compareTo(WAY_BACK) < 0 ? quarter : WAY_BACK);
  }

  private JobAnswer answer(JobQuery query, PeerCalls.Reply reply) {
    String kind = reply.head().getHeader(PeerHandler.ANSWER);
    return switch (kind == null ? "" : kind) {
      case PeerHandler.FOUND -> found(query.key(), reply);
      case PeerHandler.ABSENT -> new JobAnswer.Absent();
      // What a peer writes is for the log: callers are told what they asked for.
      case PeerHandler.NOT_YET ->
          query
              .consistency()
              .atLeast()
              .<JobAnswer>map(JobAnswer.NotYet::of)
              .orElseGet(() -> unavailable(reply, false));
      default -> unavailable(reply, PeerHandler.MOVING.equals(kind));
    };
  }

  private JobAnswer unavailable(PeerCalls.Reply reply, boolean moving) {
    String text = reply.body().getString(0, Math.min(LOGGED, reply.body().length()));
    return new JobAnswer.Unavailable(
        peer + " says " + reply.status() + ": " + text.replaceAll("\\p{Cntrl}", "?"), moving);
  }

  private JobAnswer found(JobKey key, PeerCalls.Reply reply) {
    StoredJob job = jobs.deserialize("", reply.body().getBytes());
    Optional<Duration> staleness =
        Optional.ofNullable(reply.head().getHeader(PeerHandler.STALENESS)).map(PeerPaths::millis);
    return JobAnswer.Found.isVisible(job)
        ? new JobAnswer.Found(key, job, staleness)
        : new JobAnswer.Unavailable(peer + " sent a job whose creation is not known");
  }
}
