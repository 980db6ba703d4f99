package dev.otajobs.query.freshness;

/** One offset in each of the two source topics, for the same partition number. */
public record PartitionOffsets(long events, long misplaced) {

  /** Whether these offsets are at or past the other ones in both topics. */
  public boolean reach(PartitionOffsets ends) {
    return events >= ends.events && misplaced >= ends.misplaced;
  }
}
