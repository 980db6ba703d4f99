package dev.otajobs.api;

import dev.otajobs.cli.Samples;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Events;
import dev.otajobs.ingest.Judgement.Accepted;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobState;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import io.vertx.core.Future;
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

  /** Knows the example's job, at offset 42 of partition 3, and no other. */
  public static JobFinder onlySeed() {
    JobKey key = new JobKey(SEED, ACCOUNT);
    JobAnswer found = found(view(SEED, "jobs.jsonl"), Revision.at(3, 42));
    return query ->
        Future.succeededFuture(query.key().equals(key) ? found : new JobAnswer.Absent());
  }

  /** A job that callers see so, of this revision, from its owner. */
  public static JobAnswer found(JobView view, Revision revision) {
    return new JobAnswer.Found(view, new Job(JobState.UNKNOWN, revision), Optional.empty());
  }

  /** Gives this answer, whatever is asked. */
  public static JobFinder always(JobAnswer answer) {
    return query -> Future.succeededFuture(answer);
  }
}
