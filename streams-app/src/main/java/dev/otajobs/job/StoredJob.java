package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

/** A job as the store keeps it: what is known of it, and which events it has met. */
public record StoredJob(JobState state, Revision revision) {

  public StoredJob {
    requireNonNull(state, "state");
    requireNonNull(revision, "revision");
  }

  /** What one event, read at this revision, makes of a job that was not known. */
  public static StoredJob first(JobEvent event, Revision revision) {
    return new StoredJob(JobState.of(event), revision);
  }

  /** This job after one more event, read at this revision. */
  public StoredJob apply(JobEvent event, Revision at) {
    return new StoredJob(state.apply(event), revision.join(at));
  }
}
