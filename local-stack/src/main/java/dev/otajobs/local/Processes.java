package dev.otajobs.local;

import java.time.Duration;

/** Ends processes of the operating system. */
final class Processes {
  static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private Processes() {}

  /**
   * A process that has ended but was not yet collected by its parent counts as alive for {@link
   * ProcessHandle#isAlive}; it has no command any more.
   */
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Asks the process to end and, once the grace is over, makes it. */
  static void end(ProcessHandle process, Duration grace) {
    process.destroy();
    if (!Deadline.in(grace).await(() -> !isRunning(process))) {
      kill(process);
    }
  }

  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    if (!Deadline.in(AFTER_KILL).await(() -> !isRunning(process))) {
      throw new LocalStackException("Process %d does not end.".formatted(process.pid()));
    }
  }
}
