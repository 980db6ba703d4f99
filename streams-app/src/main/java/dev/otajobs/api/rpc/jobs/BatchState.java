package dev.otajobs.api.rpc.jobs;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;

/** What a batch is, as far as it decides which changes it takes. */
record BatchState(JobView job) {

  boolean isDynamic() {
    return has(JobField.SELECTION_TYPE, "DYNAMIC");
  }

  boolean isVerification() {
    return has(JobField.JOB_TYPE, "VERIFY_FIRMWARE");
  }

  boolean isPlanned() {
    return has(JobField.JOB_STATUS, "PLANNED");
  }

  boolean isCanceled() {
    return has(JobField.JOB_STATUS, "CANCELED");
  }

  boolean isCompleted() {
    return has(JobField.JOB_STATUS, "COMPLETED");
  }

  boolean isScheduled() {
    return job.fields().containsKey(JobField.UTC_SCHEDULE_TIME);
  }

  /** Whether the text field has this value. */
  boolean has(JobField field, String text) {
    return new FieldValue.Text(text).equals(job.fields().get(field));
  }
}
