package dev.otajobs.faults.rig;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;

/** Which replies count as errors for the caller. */
public final class Errors {

  private Errors() {}

  /** An answer, or the "not yet" that a caller with a token has asked for. */
  public static boolean isExpected(Read read) {
    return read.outcome().answered()
        || read.outcome() == Outcome.NOT_YET
        || (read.outcome() == Outcome.UNAVAILABLE && read.asked().atLeast().isPresent());
  }
}
