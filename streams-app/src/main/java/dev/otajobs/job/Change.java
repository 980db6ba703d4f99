package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/** What an event says happened to a job. */
public sealed interface Change {

  /** All that is known of a job of which this change, at this stamp, is the only one known. */
  JobState alone(Stamp stamp);

  /**
   * The job was created.
   *
   * @param iotInstanceId the instance that it belongs to; empty for the account's public one
   * @param fields what defines it; an absent field has no value
   */
  record Created(Optional<String> iotInstanceId, Map<JobField, FieldValue> fields)
      implements Change {
    public Created {
      requireNonNull(iotInstanceId, "iotInstanceId");
      fields = FieldMap.copyOf(fields);
    }

    @Override
    public JobState alone(Stamp stamp) {
      return new JobState(
          new Stamped<>(stamp, this), FieldMap.empty(), null, null, stamp.occurredAt());
    }

    String canonical() {
      StringBuilder text = new StringBuilder(iotInstanceId.map(FieldValue::quoted).orElse("-"));
      fields.forEach(
          (field, value) -> text.append(field.name()).append(FieldValue.quoted(value.canonical())));
      return text.toString();
    }
  }

  /** The job's execution began. */
  record Started() implements Change {
    @Override
    public JobState alone(Stamp stamp) {
      return new JobState(null, FieldMap.empty(), stamp, null, stamp.occurredAt());
    }
  }

  /**
   * Fields of the job changed.
   *
   * @param fields the new values, {@link FieldValue.Cleared} for a field that was removed; a field
   *     that is not named is unchanged
   */
  record Modified(Map<JobField, FieldValue> fields) implements Change {
    public Modified {
      fields = FieldMap.copyOf(fields);
    }

    @Override
    public JobState alone(Stamp stamp) {
      FieldMap.Builder<Stamped<FieldValue>> patches = new FieldMap.Builder<>();
      fields.forEach((field, value) -> patches.put(field, new Stamped<>(stamp, value)));
      return new JobState(null, patches.build(), null, null, stamp.occurredAt());
    }
  }

  /** The job ended. */
  record Finished(JobOutcome outcome, Optional<String> reason) implements Change {
    public Finished {
      requireNonNull(outcome, "outcome");
      requireNonNull(reason, "reason");
    }

    @Override
    public JobState alone(Stamp stamp) {
      return new JobState(
          null, FieldMap.empty(), null, new Stamped<>(stamp, this), stamp.occurredAt());
    }

    String canonical() {
      return outcome.name() + reason.map(FieldValue::quoted).orElse("-");
    }
  }
}
