package dev.otajobs.local;

import java.io.IOException;
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
    if (!Await.until(grace, () -> !isRunning(process))) {
      kill(process);
    }
  }

  /** Sends a signal that Java has no method for. */
  static void signal(long pid, String signal) {
    try {
      int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new LocalStackException("Process %d takes no SIG%s.".formatted(pid, signal));
      }
    } catch (IOException e) {
      throw new LocalStackException("Cannot run kill: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while sending a signal.", e);
    }
  }

  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    if (!Await.until(AFTER_KILL, () -> !isRunning(process))) {
      throw new LocalStackException("Process %d does not end.".formatted(process.pid()));
    }
  }
}
