package dev.otajobs.query.packages;

import dev.otajobs.firmware.Firmware;

/** The answer to the question for a package. */
public sealed interface PackageAnswer {

  /** The package, with everything that was acknowledged before the question. */
  record Found(Firmware firmware) implements PackageAnswer {}

  /** There is no such package. */
  record Absent() implements PackageAnswer {}

  /**
   * The package's record breaks a rule of the contract.
   *
   * @param why for the log and for the package's owner
   */
  record Unreadable(String why) implements PackageAnswer {}

  /**
   * It cannot be looked up now; the caller should retry.
   *
   * @param why for the log
   */
  record Unavailable(String why) implements PackageAnswer {}
}
