package dev.otajobs.query.freshness;

/** An offset in each source topic, of the same partition. */
record SourceOffsets(long events, long misplaced) {

  /** Whether these are at or past the other ones in both topics. */
  boolean reach(SourceOffsets ends) {
    return events >= ends.events && misplaced >= ends.misplaced;
  }
}
