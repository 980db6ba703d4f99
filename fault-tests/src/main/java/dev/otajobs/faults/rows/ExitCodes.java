package dev.otajobs.faults.rows;

import dev.otajobs.testkit.service.Instance;

/** What a supervisor of processes would see. */
final class ExitCodes {

  private static final int SIGKILLED = 137;

  private ExitCodes() {}

  /** Whether the process has ended by SIGKILL, and its exit code says so. */
  static boolean isKill(Instance instance) {
    return instance.process().exitCode().orElse(0) == SIGKILLED;
  }
}
