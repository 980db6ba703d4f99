package dev.otajobs.query;

import dev.otajobs.job.JobKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the answers of another finder, by kind. */
public final class MeteredJobs implements JobFinder {

  private final JobFinder jobs;
  private final Counter found;
  private final Counter absent;
  private final Counter unavailable;

  public MeteredJobs(JobFinder jobs, MeterRegistry registry) {
    this.jobs = jobs;
    found = counter(registry, "found");
    absent = counter(registry, "absent");
    unavailable = counter(registry, "unavailable");
  }

  @Override
  public JobAnswer find(JobKey key) {
    JobAnswer answer = jobs.find(key);
    if (answer instanceof JobAnswer.Found) {
      found.increment();
    } else if (answer instanceof JobAnswer.Absent) {
      absent.increment();
    } else {
      unavailable.increment();
    }
    return answer;
  }

  private static Counter counter(MeterRegistry registry, String answer) {
    return Counter.builder("ota.queries")
        .description("Jobs looked up, by answer")
        .tag("answer", answer)
        .register(registry);
  }
}
