package dev.otajobs.ingest;

import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.util.Optional;

/** What is to be done with a record. */
public sealed interface Judgement {

  /**
   * Join the event to its job.
   *
   * @param source the program that reported it
   */
  record Accepted(JobKey key, JobEvent event, String source) implements Judgement {}

  /**
   * Erase every account's job of the record's JobId.
   *
   * @param upTo see {@link Expired}; empty for a producer's tombstone
   */
  record Erased(String jobId, Optional<Revision> upTo) implements Judgement {}

  /** Write the record to the partition that owns its key. */
  record Misplaced() implements Judgement {}

  /** Write the record to the dead letters. */
  record Rejected(RejectReason reason, String detail) implements Judgement {

    /** The record met a defect of ours. */
    public static Rejected defect(Throwable thrown) {
      return new Rejected(RejectReason.INTERNAL_ERROR, "a defect of OTA Jobs: " + thrown);
    }
  }
}
