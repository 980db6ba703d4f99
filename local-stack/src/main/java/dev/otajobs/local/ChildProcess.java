package dev.otajobs.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A process of ours: its output goes to {@code DIR/log/NAME.log}, its id to {@code DIR/run}. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  // Ctrl-C goes to every process of the terminal at once; only the parent may hear it, or the
  // children would not end in order. An ignored signal stays ignored after exec, in Java too.
  private static final List<String> DEAF_TO_THE_TERMINAL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private final String name;
  private final Process process;
  private final LogFile log;
  private final PidFile pidFile;

  private ChildProcess(String name, Process process, LogFile log, PidFile pidFile) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  /**
   * @param dir where log and pid file go
   * @param name of log and pid file, and of the process in messages
   */
  public static ChildProcess start(Path dir, String name, List<String> command) {
    Path home = dir.toAbsolutePath().normalize();
    LogFile log = LogFile.open(home, name);
    List<String> line = new ArrayList<>(DEAF_TO_THE_TERMINAL);
    line.addAll(command);
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.path().toFile()))
              .start();
      process.getOutputStream().close();
      PidFile pidFile = PidFile.of(home, name);
      pidFile.write(process.toHandle());
      return new ChildProcess(name, process, log, pidFile);
    } catch (IOException e) {
      throw new LocalStackException("Cannot start the %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Runs a command to its end, which has to be a success. */
  public static void run(Path dir, String name, List<String> command, Duration atMost) {
    try (ChildProcess child = start(dir, name, command)) {
      if (!Await.until(atMost, () -> !child.isAlive())) {
        throw child.failure("took longer than %d s".formatted(atMost.toSeconds()));
      }
      if (child.process.exitValue() != 0) {
        throw child.failure(child.ending());
      }
    }
  }

  /** Waits until the process serves; its death or the end of the time is an error with its log. */
  public void awaitReady(BooleanSupplier ready, Duration atMost) {
    if (!Await.until(atMost, () -> !isAlive() || ready.getAsBoolean())) {
      throw failure("did not answer within %d s".formatted(atMost.toSeconds()));
    }
    if (!isAlive()) {
      throw failure(ending());
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The code with which it ended; empty while it runs. 128 and more: a signal ended it. */
  public OptionalInt exitCode() {
    return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** What it has written since this start, at most the last 30 lines. */
  public String logTail() {
    return log.tail();
  }

  /** The whole lines that it has written since this start. */
  List<String> logLines() {
    return log.written();
  }

  /** SIGSTOP: it stands still, with its connections open. */
  public void suspend() {
    Processes.signal(pid(), "STOP");
  }

  /** SIGCONT: it goes on, not knowing that time has passed. */
  public void resume() {
    Processes.signal(pid(), "CONT");
  }

  /** SIGTERM only; it may go on for a while. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL: no chance to tidy up, like a power cut for this one process. */
  public void kill() {
    process.destroyForcibly();
    // Not Processes.kill: a dying process loses its command before its ports.
    if (!Await.until(Processes.AFTER_KILL, () -> !isAlive())) {
      throw failure("does not end");
    }
    pidFile.delete();
  }

  /** SIGTERM, then SIGKILL for one that takes too long. */
  @Override
  public void close() {
    process.destroy();
    if (!Await.until(GRACE, () -> !isAlive())) {
      kill();
    }
    pidFile.delete();
  }

  String name() {
    return name;
  }

  CompletableFuture<ChildProcess> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  /** How it ended, with the end of its log. */
  LocalStackException ended() {
    return failure(ending());
  }

  private String ending() {
    return "ended with exit code %d".formatted(process.exitValue());
  }

  private LocalStackException failure(String what) {
    return new LocalStackException("The %s process %s. %s".formatted(name, what, log.tail()));
  }
}
