package dev.otajobs.ingest;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;

/** A record and what is to be done with it. */
public record Judged(SourceRecord record, Judgement judgement) {

  /** Whether it goes to the dead letters. */
  public boolean isRejected() {
    return judgement instanceof Judgement.Rejected;
  }

  /** Whether it is an event that is joined to a job. */
  public boolean isAccepted() {
    return judgement instanceof Judgement.Accepted;
  }

  /** Whether it goes to another partition. */
  public boolean isMisplaced() {
    return judgement instanceof Judgement.Misplaced;
  }

  /**
   * Why it is rejected.
   *
   * @throws IllegalStateException if it is not
   */
  public Judgement.Rejected rejection() {
    if (judgement instanceof Judgement.Rejected rejected) {
      return rejected;
    }
    throw new IllegalStateException("not rejected: " + judgement);
  }

  /**
   * What it says of the jobs of its JobId: to be joined to what is known of them.
   *
   * @throws IllegalStateException if it is rejected or misplaced
   */
  public Jobs says() {
    if (judgement instanceof Judgement.Accepted accepted) {
      Revision revision = Revision.at(record.position().partition(), record.position().offset());
      return Jobs.of(
          accepted.key().accountId(),
          new JobChange(
              accepted.event().stamp(),
              Job.of(accepted.event(), revision),
              accepted.source(),
              record.timestamp()));
    } else if (judgement instanceof Judgement.Erased erased) {
      return erased.upTo().map(Jobs::erasedUpTo).orElse(Jobs.ERASED);
    }
    throw new IllegalStateException("says nothing of a job: " + judgement);
  }
}
