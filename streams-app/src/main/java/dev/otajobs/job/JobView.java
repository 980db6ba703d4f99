package dev.otajobs.job;

import static dev.otajobs.job.JobField.DYNAMIC_MODE;
import static dev.otajobs.job.JobField.GRAY_PERCENT;
import static dev.otajobs.job.JobField.JOB_ID;
import static dev.otajobs.job.JobField.JOB_STATUS;
import static dev.otajobs.job.JobField.RETRY_COUNT;
import static dev.otajobs.job.JobField.RETRY_INTERVAL;
import static dev.otajobs.job.JobField.SELECTION_TYPE;
import static dev.otajobs.job.JobField.TARGET_SELECTION;
import static dev.otajobs.job.JobField.UTC_CREATE;
import static dev.otajobs.job.JobField.UTC_END_TIME;
import static dev.otajobs.job.JobField.UTC_MODIFIED;
import static dev.otajobs.job.JobField.UTC_SCHEDULE_FINISH_TIME;
import static dev.otajobs.job.JobField.UTC_SCHEDULE_TIME;
import static dev.otajobs.job.JobField.UTC_START_TIME;

import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.FieldValue.Time;
import java.util.Map;
import java.util.Optional;

/**
 * A job as its users see it: the fields of the reply that are present, each by the rule of the
 * QueryOTAJob page.
 *
 * @param iotInstanceId the instance that the job belongs to; empty for the account's public one
 * @param fields in the order of {@link JobField}; an absent field is not in the map
 */
public record JobView(
    JobKey key, Optional<String> iotInstanceId, Map<JobField, FieldValue> fields) {

  private static final FieldValue DYNAMIC = new Text("DYNAMIC");
  private static final FieldValue ALL = new Text("ALL");
  private static final FieldValue GRAY = new Text("GRAY");

  public JobView {
    fields = FieldMap.copyOf(fields);
  }

  /** What users see of this state; empty while the job's creation is not known. */
  public static Optional<JobView> of(JobKey key, JobState state) {
    Stamped<Change.Created> creation = state.creation();
    if (creation == null) {
      return Optional.empty();
    }
    FieldMap.Builder<FieldValue> fields = FieldMap.copyOf(creation.value().fields()).toBuilder();
    state.patches().forEach((field, patch) -> overlay(fields, field, patch.value()));
    applyPresenceRules(fields);
    fields.put(JOB_ID, new Text(key.jobId()));
    fields.put(JOB_STATUS, new Text(status(state)));
    fields.put(UTC_CREATE, new Time(creation.stamp().occurredAt()));
    fields.put(UTC_MODIFIED, new Time(state.lastOccurredAt()));
    if (state.start() != null) {
      fields.put(UTC_START_TIME, new Time(state.start().occurredAt()));
    }
    if (state.finish() != null) {
      fields.put(UTC_END_TIME, new Time(state.finish().stamp().occurredAt()));
    }
    return Optional.of(new JobView(key, creation.value().iotInstanceId(), fields.build()));
  }

  /** Status is derived, never stored: the end decides, else the start, else it is planned. */
  private static String status(JobState state) {
    if (state.finish() != null) {
      return state.finish().value().outcome().name();
    }
    return state.start() != null ? "IN_PROGRESS" : "PLANNED";
  }

  private static void overlay(
      FieldMap.Builder<FieldValue> fields, JobField field, FieldValue value) {
    if (value instanceof FieldValue.Cleared) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
  }

  /** Patches come one by one and in any order, so these hold for the whole, not for each event. */
  private static void applyPresenceRules(FieldMap.Builder<FieldValue> fields) {
    boolean dynamic = DYNAMIC.equals(fields.get(SELECTION_TYPE));
    if (dynamic) {
      fields.put(TARGET_SELECTION, ALL);
      fields.remove(UTC_SCHEDULE_TIME);
    } else {
      fields.remove(DYNAMIC_MODE);
    }
    if (!GRAY.equals(fields.get(TARGET_SELECTION))) {
      fields.remove(GRAY_PERCENT);
    }
    if (!fields.has(RETRY_INTERVAL) || !fields.has(RETRY_COUNT)) {
      fields.remove(RETRY_INTERVAL);
      fields.remove(RETRY_COUNT);
    }
    if (!fields.has(UTC_SCHEDULE_TIME)) {
      fields.remove(UTC_SCHEDULE_FINISH_TIME);
    }
  }
}
