package dev.otajobs.faults.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobState;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a job is at a revision: the fold of those of its events that the revision has met. */
public final class Fold {

  private final EventLog log;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Optional<String>> bodies = new HashMap<>();

  public Fold(EventLog log) {
    this.log = log;
  }

  /** The fields of the reply as JSON; empty while the job is invisible. */
  public Optional<String> body(JobKey key, Revision revision) {
    return bodies.computeIfAbsent(
        key.text() + "@" + revision.text(), first -> view(key, revision).map(this::body));
  }

  /** The job after all of its events. */
  public Optional<String> body(JobKey key) {
    return log.end(key).flatMap(end -> body(key, end));
  }

  /** The state of a job that has met all of its events. */
  public JobState state(JobKey key) {
    return log.end(key).map(end -> state(key, end)).orElse(JobState.UNKNOWN);
  }

  private Optional<JobView> view(JobKey key, Revision revision) {
    return JobView.of(key, state(key, revision));
  }

  private JobState state(JobKey key, Revision revision) {
    JobState state = JobState.UNKNOWN;
    for (EventLog.Entry entry : log.of(key)) {
      if (entry.isMetBy(revision)) {
        state = state.apply(entry.event());
      }
    }
    return state;
  }

  private String body(JobView view) {
    byte[] bytes = JsonWriter.object(out -> JobJson.write(view.fields(), out));
    try {
      // As the client has it: parsed, and written again.
      return json.readTree(bytes).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
