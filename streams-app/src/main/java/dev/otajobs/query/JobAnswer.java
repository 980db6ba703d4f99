package dev.otajobs.query;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/** The answer to a {@link JobQuery}. */
public sealed interface JobAnswer {

  /** One method for each kind of answer. */
  interface Cases<T> {

    T found(Found found);

    T absent();

    T notYet(NotYet notYet);

    T unavailable(Unavailable unavailable);
  }

  /** Calls the method for this kind of answer. */
  <T> T map(Cases<T> cases);

  /**
   * The job exists, and its creation is known.
   *
   * @param staleness everything that was written longer ago than this is in the answer; empty if
   *     the partition's owner is up to date, or if everything that was acknowledged before the call
   *     is in it
   */
  record Found(JobKey key, Job job, Optional<Duration> staleness) implements JobAnswer {

    public Found {
      if (!job.isVisible()) {
        throw new IllegalArgumentException("the creation of " + key + " is not known");
      }
    }

    /** The events that the job has met. */
    public Revision revision() {
      return job.revision();
    }

    /** The instance that the job belongs to; empty for the account's public instance. */
    public Optional<String> iotInstanceId() {
      return job.iotInstanceId();
    }

    /** Builds what callers see of the job, anew on each call. */
    public JobView view() {
      return JobView.of(key, job.state()).orElseThrow();
    }

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.found(this);
    }
  }

  /** The job does not exist: the owner has processed its partition and does not have the job. */
  record Absent() implements JobAnswer {

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.absent();
    }
  }

  /**
   * The position that the caller asked for was not reached before the deadline.
   *
   * @param why for the log and the caller
   */
  record NotYet(String why) implements JobAnswer {

    /** The answer for a caller that asked for this position. */
    public static NotYet of(Revision asked) {
      return new NotYet("The position " + asked.text() + " is not reached yet.");
    }

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.notYet(this);
    }
  }

  /**
   * The job cannot be looked up now; the caller should retry.
   *
   * @param why for the log, never for the caller
   * @param moving whether the partition is being handed to another instance, so that a retry within
   *     a second is likely to succeed
   */
  record Unavailable(String why, boolean moving) implements JobAnswer {

    /** For a reason that lasts longer than a move of the partition. */
    public Unavailable(String why) {
      this(why, false);
    }

    /** This answer, after another replica's: moving if either of them is. */
    public Unavailable after(Unavailable other) {
      return new Unavailable(why, moving || other.moving);
    }

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.unavailable(this);
    }
  }
}
