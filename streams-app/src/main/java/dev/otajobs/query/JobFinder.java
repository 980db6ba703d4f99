package dev.otajobs.query;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Finds jobs, whichever instance holds them. Computes the job's partition, sets the deadline and
 * counts the answers in {@code ota.queries}, and their time in {@code ota.query.duration}.
 */
public final class JobFinder {

  /** The bounds of the histogram. */
  private static final Duration[] BOUNDS =
      IntStream.of(1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1_000, 2_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Partitioning partitioning;
  private final JobLookup jobs;
  private final Duration timeout;
  private final JobAnswer.Cases<Counter> counters;
  private final Timer duration;

  /**
   * @param timeout for a whole query, calls to other instances included
   */
  public JobFinder(
      Partitioning partitioning, JobLookup jobs, Duration timeout, MeterRegistry metrics) {
    this.partitioning = partitioning;
    this.jobs = jobs;
    this.timeout = timeout;
    this.counters = new Counters(metrics);
    this.duration =
        Timer.builder("ota.query.duration")
            .description("From a query for a job to its answer, other instances' included")
            .serviceLevelObjectives(BOUNDS)
            .register(metrics);
  }

  /** Looks up the job of this key. Never blocks; the future fails only by a defect. */
  public Future<JobAnswer> find(JobKey key, Consistency consistency) {
    JobQuery query = new JobQuery(key, partitioning.owner(key.jobId()), consistency);
    long begun = System.nanoTime();
    return jobs.find(query, Deadline.in(timeout)).onSuccess(answer -> count(answer, begun));
  }

  private void count(JobAnswer answer, long begun) {
    answer.map(counters).increment();
    duration.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  /** One counter for each kind of answer; those of standbys and late owners count as stale. */
  private static final class Counters implements JobAnswer.Cases<Counter> {

    private final Counter found;
    private final Counter stale;
    private final Counter absent;
    private final Counter notYet;
    private final Counter unavailable;

    Counters(MeterRegistry metrics) {
      found = counter(metrics, "found");
      stale = counter(metrics, "stale");
      absent = counter(metrics, "absent");
      notYet = counter(metrics, "not_yet");
      unavailable = counter(metrics, "unavailable");
    }

    @Override
    public Counter found(JobAnswer.Found answer) {
      return answer.staleness().isPresent() ? stale : found;
    }

    @Override
    public Counter absent() {
      return absent;
    }

    @Override
    public Counter notYet(JobAnswer.NotYet answer) {
      return notYet;
    }

    @Override
    public Counter unavailable(JobAnswer.Unavailable answer) {
      return unavailable;
    }

    private static Counter counter(MeterRegistry metrics, String answer) {
      return Counter.builder("ota.queries")
          .description("Queries for a job, by answer")
          .tag("answer", answer)
          .register(metrics);
    }
  }
}
