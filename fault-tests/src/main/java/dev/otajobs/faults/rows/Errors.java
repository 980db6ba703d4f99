package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;

/** Which replies count as errors for the caller. */
final class Errors {

  private Errors() {}

  /** An answer, or the "not yet" that a caller with a token has asked for. */
  static boolean isExpected(Read read) {
    return read.outcome().answered()
        || read.outcome() == Outcome.NOT_YET
        || (read.outcome() == Outcome.UNAVAILABLE && read.asked().atLeast().isPresent());
  }
}
