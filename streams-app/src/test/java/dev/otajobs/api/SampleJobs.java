package dev.otajobs.api;

import dev.otajobs.cli.Samples;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Events;
import dev.otajobs.ingest.Judgement.Accepted;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobState;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.JobLookup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Jobs as the sample events make them, and a finder of one of them. */
public final class SampleJobs {

  /** The job of the QueryOTAJob page's example. */
  public static final String SEED = "HvKuBpuk3rdk6E92CP****0200";

  public static final String ACCOUNT = "100000000000001";

  private SampleJobs() {}

  /** The view of a job that the events of these files make. */
  public static JobView view(String jobId, String... files) {
    JobKey key = new JobKey(jobId, ACCOUNT);
    return JobView.of(key, state(key, files)).orElseThrow();
  }

  /** The state of a job that the events of these files make. */
  public static JobState state(String jobId, String... files) {
    return state(new JobKey(jobId, ACCOUNT), files);
  }

  private static JobState state(JobKey key, String... files) {
    JobState state = JobState.UNKNOWN;
    for (String file : files) {
      for (OtaJobEvent event : Samples.events(file)) {
        Accepted accepted = Events.accept(event);
        state = accepted.key().equals(key) ? state.apply(accepted.event()) : state;
      }
    }
    return state;
  }

  /** A job of one field. */
  public static JobView view(JobField field, FieldValue value) {
    return new JobView(
        new JobKey("j", ACCOUNT), Optional.empty(), new EnumMap<>(Map.of(field, value)));
  }

  /** Finds the example's job, at offset 42 of partition 3, and no other. */
  public static JobFinder onlySeed() {
    JobAnswer.Found found = seed(Revision.at(3, 42), Optional.empty());
    return finder(
        (query, deadline) ->
            Future.succeededFuture(
                query.key().equals(found.key()) ? found : new JobAnswer.Absent()));
  }

  /** The example's job, of this revision. */
  public static JobAnswer.Found seed(Revision revision, Optional<Duration> staleness) {
    return new JobAnswer.Found(
        new JobKey(SEED, ACCOUNT), new Job(state(SEED, "jobs.jsonl"), revision), staleness);
  }

  /** Gives this answer to every query. */
  public static JobFinder always(JobAnswer answer) {
    return finder((query, deadline) -> Future.succeededFuture(answer));
  }

  /** Finds jobs by this look-up, all in one partition. */
  public static JobFinder finder(JobLookup jobs) {
    return new JobFinder(
        new Partitioning(1), jobs, Duration.ofSeconds(10), new SimpleMeterRegistry());
  }

  /** What the callers may see of these jobs, without a bound on their calls. */
  public static VisibleJobs visible(JobFinder jobs) {
    return new VisibleJobs(jobs, new AccountCalls(1_000_000, new SimpleMeterRegistry()));
  }
}
