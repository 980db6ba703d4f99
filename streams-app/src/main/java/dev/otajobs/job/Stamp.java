package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Orders the events of a job, whatever order they arrive in: by revision, then by the time of
 * occurrence, then by event id (as its text sorts). Two events of equal stamp are the same event,
 * or a producer's mistake that the fold settles by their content.
 *
 * @param revision the producer's count of changes, 0 if it does not count
 * @param occurredAt milliseconds since 1970-01-01T00:00:00Z by the producer's clock
 */
public record Stamp(long revision, long occurredAt, UUID eventId) implements Comparable<Stamp> {

  public Stamp {
    requireNonNull(eventId, "eventId");
  }

  @Override
  public int compareTo(Stamp other) {
    int byRevision = Long.compare(revision, other.revision);
    if (byRevision != 0) {
      return byRevision;
    }
    int byTime = Long.compare(occurredAt, other.occurredAt);
    return byTime != 0 ? byTime : compareAsText(eventId, other.eventId);
  }

  /** {@link UUID#compareTo} is signed and so sorts unlike the text that producers see. */
  private static int compareAsText(UUID a, UUID b) {
    int byHigh = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return byHigh != 0
        ? byHigh
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }
}
