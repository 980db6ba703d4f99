package dev.otajobs.projection;

/**
 * How far a source partition is processed.
 *
 * @param polled where the consumer stands, past all that it has returned and all that is no record,
 *     such as the markers of transactions; -1 if that is not known
 * @param returned the offset of the last record that it has returned; -1 if none
 * @param done the offset after the last record processed; -1 if none
 */
record SourcePosition(long polled, long returned, long done) {

  static final SourcePosition UNKNOWN = new SourcePosition(-1, -1, -1);

  /** The consumer has gone on to here. */
  SourcePosition polled(long next) {
    return new SourcePosition(next, returned, done);
  }

  /** The consumer has returned records, the last one of this offset, and has gone on. */
  SourcePosition returned(long last, long next) {
    return new SourcePosition(next, last, done);
  }

  /** The record of this offset is processed. */
  SourcePosition processed(long offset) {
    return new SourcePosition(polled, returned, Math.max(done, offset + 1));
  }

  boolean isPolled() {
    return polled >= 0;
  }

  /** The offset before which everything is processed; 0 if nothing is known. */
  long next() {
    boolean waiting = returned >= 0 && done <= returned;
    return Math.max(0, waiting ? done : Math.max(polled, done));
  }
}
