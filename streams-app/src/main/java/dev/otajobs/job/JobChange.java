package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One event of a job as its history keeps it.
 *
 * @param stamp where it stands among the job's events
 * @param says what the event alone says of its job, and its position
 * @param source the program that reported it
 * @param writtenAt the timestamp of its record in Kafka, in milliseconds since 1970
 */
public record JobChange(Stamp stamp, Job says, String source, long writtenAt) {

  /**
   * The order of a history: as the fold orders events, and any fixed one of those it takes alike.
   */
  public static final Comparator<JobChange> ORDER =
      Comparator.comparing(JobChange::stamp)
          .thenComparing(JobChange::kind)
          .thenComparing(change -> change.says().state().toString());

  public JobChange {
    requireNonNull(stamp, "stamp");
    requireNonNull(says, "says");
    requireNonNull(source, "source");
  }

  /** Whether the other one is a copy of the same event. */
  boolean isCopyOf(JobChange other) {
    return stamp.equals(other.stamp) && says.state().equals(other.says.state());
  }

  /** Both copies of one event: all positions, and the report that was written first. */
  JobChange join(JobChange copy) {
    boolean isFirst =
        writtenAt < copy.writtenAt
            || (writtenAt == copy.writtenAt && source.compareTo(copy.source) <= 0);
    JobChange first = isFirst ? this : copy;
    return new JobChange(stamp, says.join(copy.says), first.source, first.writtenAt);
  }

  /** What an event does to its job. */
  public enum Kind {
    CREATED,
    STARTED,
    MODIFIED,
    FINISHED
  }

  /** What the event did. */
  public Kind kind() {
    JobState state = says.state();
    if (state.creation() != null) {
      return Kind.CREATED;
    } else if (state.finish() != null) {
      return Kind.FINISHED;
    }
    return state.start() != null ? Kind.STARTED : Kind.MODIFIED;
  }
}
