package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs for a directory, by its pid files: also what a killed run has left behind. */
record Running(Path dir) {
  static final String SUPERVISOR = "local";

  // The service first, so that it can say goodbye to a broker that is still there.
  private static final List<String> IN_ORDER_OF_STOPPING =
      List.of(Service.NAME, LocalRegistry.NAME, "format", LocalBroker.NAME);
  static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(70);

  /** Exists from the first answered query to the stop; the script waits for it. */
  Path readyMark() {
    return dir.resolve("run/ready");
  }

  PidFile supervisor() {
    return PidFile.of(dir, SUPERVISOR);
  }

  /** One start at a time per directory; the system lets go of the lock even after a SIGKILL. */
  @Nullable FileLock lock() {
    Path file = dir.resolve("run/lock");
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses when something of an earlier start still runs; clears away what names nothing. */
  void requireNothing(Progress progress) {
    supervisor()
        .process()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .ifPresent(
            process -> {
              throw new LocalStackException(
                  "Already running for %s (pid %d). Stop it: ota-jobs local --stop"
                      .formatted(dir, process.pid()));
            });
    for (String name : IN_ORDER_OF_STOPPING) {
      PidFile.of(dir, name)
          .process()
          .ifPresent(
              process -> {
                throw new LocalStackException(
                    "The %s (pid %d) of a run that was killed is still there. End it: ota-jobs local --stop"
                        .formatted(name, process.pid()));
              });
    }
    if (supervisor().exists() && supervisor().process().isEmpty()) {
      progress.say("The last run was killed; its stale pid files are cleared away.");
      supervisor().delete();
    }
    IN_ORDER_OF_STOPPING.forEach(name -> PidFile.of(dir, name).delete());
    forget(readyMark());
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the supervisor, which ends the others in order. */
  boolean stopSupervisor(Progress progress) {
    return end(SUPERVISOR, "all (pid %d)", SUPERVISOR_GRACE, progress);
  }

  /** Ends each process that is left, in order. */
  boolean stopChildren(Progress progress) {
    forget(readyMark());
    boolean any = false;
    for (String name : IN_ORDER_OF_STOPPING) {
      any |= end(name, "the " + name + " (pid %d)", GRACE, progress);
    }
    return any;
  }

  private boolean end(String name, String what, Duration grace, Progress progress) {
    PidFile file = PidFile.of(dir, name);
    boolean found =
        file.process()
            .map(
                process -> {
                  progress.step("Stopping " + what.formatted(process.pid()) + " ...");
                  Processes.end(process, grace);
                  return true;
                })
            .orElse(false);
    file.delete();
    return found;
  }
}
