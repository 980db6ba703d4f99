package dev.otajobs.ingest;

import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobKey;

/** What is to be done with a record. */
public sealed interface Ingested {

  /** Fold the event into its job. */
  record Accepted(JobKey key, JobEvent event) implements Ingested {}

  /** Erase every account's job of this JobId. */
  record Erased(String jobId) implements Ingested {}

  /** Write the record to the partition that owns its key. */
  record Misplaced(int ownPartition) implements Ingested {}

  /** Write the record to the dead letters. */
  record Rejected(RejectReason reason, String detail) implements Ingested {}
}
