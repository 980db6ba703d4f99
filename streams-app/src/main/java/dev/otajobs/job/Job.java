package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One account's job, as the table keeps it.
 *
 * @param state what the job's events say, joined
 * @param revision the positions of the events that were joined
 */
public record Job(JobState state, Revision revision) {

  public Job {
    requireNonNull(state, "state");
    requireNonNull(revision, "revision");
  }

  /** The job after this one event, which stands at this position of the events topic. */
  public static Job of(JobEvent event, Revision at) {
    return new Job(JobState.of(event), at);
  }

  /** The job that knows what both know. */
  public Job join(Job other) {
    return new Job(state.join(other.state), revision.join(other.revision));
  }

  /** Whether callers may see it: its creation is known. */
  public boolean isVisible() {
    return state.creation() != null;
  }

  /** The IoT instance that it belongs to; empty for the public one, or while it is invisible. */
  public Optional<String> iotInstanceId() {
    Stamped<Change.Created> creation = state.creation();
    return creation == null ? Optional.empty() : creation.value().iotInstanceId();
  }
}
