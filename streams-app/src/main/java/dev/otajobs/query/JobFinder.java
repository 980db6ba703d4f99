package dev.otajobs.query;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Finds jobs, whichever instance holds them. Computes the job's partition, sets the deadline and
 * counts the answers in {@code ota.queries}.
 */
public final class JobFinder {

  private final Partitioning partitioning;
  private final JobLookup jobs;
  private final Duration timeout;
  private final JobAnswer.Cases<Counter> counters;

  /**
   * @param timeout for a whole query, calls to other instances included
   */
  public JobFinder(
      Partitioning partitioning, JobLookup jobs, Duration timeout, MeterRegistry metrics) {
    this.partitioning = partitioning;
    this.jobs = jobs;
    this.timeout = timeout;
    this.counters = new Counters(metrics);
  }

  /** Looks up the job of this key. Never blocks; the future fails only by a defect. */
  public Future<JobAnswer> find(JobKey key, Consistency consistency) {
    JobQuery query = new JobQuery(key, partitioning.owner(key.jobId()), consistency);
    return jobs.find(query, Deadline.in(timeout)).onSuccess(this::count);
  }

  private void count(JobAnswer answer) {
    answer.map(counters).increment();
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
