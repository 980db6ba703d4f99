package dev.otajobs.faults.history;

/** What kind of reply a read got. */
public enum Outcome {
  FOUND,
  ABSENT,
  /** 412: the position that was asked for is not reached. */
  NOT_YET,
  /** 503. */
  UNAVAILABLE,
  /** A quota, or a bound on concurrent calls: 429, or 400 Throttling. */
  BUSY,
  /** Any other status. */
  REFUSED,
  /** A 200 that cannot be read, or that says of a sound call that it failed. */
  GARBLED,
  /** No reply for as long as the client waits. */
  TIMEOUT,
  /** No connection, or one that ended. */
  BROKEN;

  /** Whether the caller has learnt what it asked for. */
  public boolean answered() {
    return this == FOUND || this == ABSENT;
  }
}
