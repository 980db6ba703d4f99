package dev.otajobs.peers;

import dev.otajobs.api.SampleJobs;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What tests of peers have in common. */
final class PeerFixture {

  private static final PeerPair PAIR = PeerPair.selfSigned();

  /** The TLS of every instance. */
  static final PeerTls TLS = PAIR.trusting(PAIR.ca());

  static final Clock CLOCK = Clock.systemUTC();
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final JobQuery SEED = seed(Consistency.DEFAULT);

  static final Supplier<Future<Buffer>> NO_REPORT = () -> Future.succeededFuture(Buffer.buffer());

  static final IndexLookup NO_INDEX =
      (query, deadline) -> Future.succeededFuture(new IndexAnswer.Unavailable("no index"));

  private PeerFixture() {}

  static PeerHandler handler(JobLookup jobs) {
    return handler(jobs, () -> Map.of());
  }

  static PeerHandler handler(
      JobLookup jobs, java.util.function.Supplier<Map<String, Integer>> usage) {
    return new PeerHandler(
        jobs, NO_INDEX, HistoryLookup.NONE, new RecentNonces(1_000), usage, NO_REPORT, CLOCK);
  }

  static JobLookup always(JobAnswer answer) {
    return (query, deadline) -> Future.succeededFuture(answer);
  }

  /** The example's job, at offset 42 of partition 3. */
  static JobAnswer.Found found(Optional<Duration> staleness) {
    return SampleJobs.seed(Revision.at(3, 42), staleness);
  }

  static JobQuery seed(Consistency consistency) {
    return new JobQuery(new JobKey(SampleJobs.SEED, SampleJobs.ACCOUNT), 3, consistency);
  }

  static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(20, TimeUnit.SECONDS);
  }
}
