package dev.otajobs.codec;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the history of a job in JSON; docs/contract.md has its members. */
public final class HistoryJson {

  private HistoryJson() {}

  /**
   * The whole document.
   *
   * @param isComplete whether the history has every event of the job
   */
  public static byte[] write(JobKey key, JobHistory history, boolean isComplete) {
    return JsonWriter.object(
        out -> {
          out.member("JobId", key.jobId());
          out.member("Complete", isComplete);
          history
              .earlier()
              .ifPresent(
                  earlier ->
                      out.member(
                          "KnownSince", UtcTime.format(earlier.job().state().lastOccurredAt())));
          out.name("Changes");
          out.beginArray();
          history.steps(key).forEach(step -> write(step, out));
          out.endArray();
        });
  }

  private static void write(JobHistory.Step step, JsonWriter out) {
    out.beginObject();
    out.member("Change", step.change().kind().name());
    out.member("OccurredAt", UtcTime.format(step.change().stamp().occurredAt()));
    out.member("WrittenAt", UtcTime.format(step.change().writtenAt()));
    out.member("Source", step.change().source());
    out.member("EventId", step.change().stamp().eventId().toString());
    out.member("Position", step.change().says().revision().text());
    out.member("Late", step.isLate());
    out.name("Fields");
    out.beginArray();
    Map<JobField, FieldValue> before = fields(step.before());
    Map<JobField, FieldValue> after = fields(step.after());
    for (JobField field : JobField.values()) {
      // The time of the change itself.
      if (field != JobField.UTC_MODIFIED && !Objects.equals(before.get(field), after.get(field))) {
        out.beginObject();
        out.member("Name", field.apiName());
        write("From", before.get(field), out);
        write("To", after.get(field), out);
        out.endObject();
      }
    }
    out.endArray();
    out.endObject();
  }

  private static Map<JobField, FieldValue> fields(Optional<JobView> view) {
    return view.map(JobView::fields).orElse(Map.of());
  }

  private static void write(String name, @Nullable FieldValue value, JsonWriter out) {
    if (value != null) {
      out.name(name);
      JobJson.write(value, out);
    }
  }
}
