package dev.otajobs.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

/** Counts the answers of another finder, by kind. */
public final class MeteredJobs implements JobFinder {

  private final JobFinder jobs;
  private final JobAnswer.Cases<Counter> counters;

  public MeteredJobs(JobFinder jobs, MeterRegistry registry) {
    this.jobs = jobs;
    this.counters = new Counters(registry);
  }

  @Override
  public Future<JobAnswer> find(JobQuery query) {
    return jobs.find(query).onSuccess(answer -> answer.map(counters).increment());
  }

  private static final class Counters implements JobAnswer.Cases<Counter> {

    private final Counter found;
    private final Counter stale;
    private final Counter absent;
    private final Counter notYet;
    private final Counter unavailable;

    Counters(MeterRegistry registry) {
      found = counter(registry, "found");
      stale = counter(registry, "stale");
      absent = counter(registry, "absent");
      notYet = counter(registry, "not_yet");
      unavailable = counter(registry, "unavailable");
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

    private static Counter counter(MeterRegistry registry, String answer) {
      return Counter.builder("ota.queries")
          .description("Jobs looked up, by answer")
          .tag("answer", answer)
          .register(registry);
    }
  }
}
