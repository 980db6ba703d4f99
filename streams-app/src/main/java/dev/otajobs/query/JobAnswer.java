package dev.otajobs.query;

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
   * The job, and which events it has met.
   *
   * @param staleness how old the answer may be, if a standby gave it; empty if the partition's
   *     owner did
   */
  record Found(JobView view, Revision revision, Optional<Duration> staleness) implements JobAnswer {

    /** As the partition's owner answers. */
    public static Found fresh(JobView view, Revision revision) {
      return new Found(view, revision, Optional.empty());
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

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.notYet(this);
    }
  }

  /**
   * It cannot be said now; try again.
   *
   * @param why for the log, never for the caller
   */
  record Unavailable(String why) implements JobAnswer {

    @Override
    public <T> T map(Cases<T> cases) {
      return cases.unavailable(this);
    }
  }
}
