package dev.otajobs.query;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/** What is known of a job that was asked for. */
public sealed interface JobAnswer {

  /** What becomes of each kind of answer. */
  interface Cases<T> {

    T found(Found found);

    T absent();

    T notYet(NotYet notYet);

    T unavailable(Unavailable unavailable);
  }

  /** The case that this answer is. */
  <T> T map(Cases<T> cases);

  /**
   * The job.
   *
   * @param view what callers see of it
   * @param job as it is stored
   * @param staleness how old the answer may be; empty if it is what the partition's owner has made
   *     of all that was written until a moment ago
   */
  record Found(JobView view, Job job, Optional<Duration> staleness) implements JobAnswer {

    /** Which events it has met. */
    public Revision revision() {
      return job.revision();
    }

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.found(this);
    }
  }

  /** There is no such job: its partition's store knows none. */
  record Absent() implements JobAnswer {

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.absent();
    }
  }

  /**
   * What was asked for was not met in time; it may be later.
   *
   * @param why for the log and the caller
   */
  record NotYet(String why) implements JobAnswer {

    /** Of this position. */
    public static NotYet of(Revision asked) {
      return new NotYet("The position " + asked.text() + " is not reached yet.");
    }

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.notYet(this);
    }
  }

  /**
   * It cannot be said now; try again.
   *
   * @param why for the log, never for the caller
   * @param moving whether it is for a moment only: the partition changes hands
   */
  record Unavailable(String why, boolean moving) implements JobAnswer {

    /** Not for a moment only. */
    public Unavailable(String why) {
      this(why, false);
    }

    /** This, after another one was unavailable, too. */
    public Unavailable after(Unavailable other) {
      return new Unavailable(why, moving || other.moving);
    }

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.unavailable(this);
    }
  }
}
