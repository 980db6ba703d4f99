package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

/** A valid event of one job: what happened, and where it stands among the job's events. */
public record JobEvent(Stamp stamp, Change change) {

  public JobEvent {
    requireNonNull(stamp, "stamp");
    requireNonNull(change, "change");
  }
}
