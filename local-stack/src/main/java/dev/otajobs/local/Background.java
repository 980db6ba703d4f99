package dev.otajobs.local;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts the stack as a process that outlives this one, and shows its lines until it is ready. */
record Background(Path dir, PrintWriter out) {

  private static final String NAME = "local";
  private static final Duration LONGEST = Duration.ofMinutes(3);

  void start(List<String> command) {
    ChildProcess child = ChildProcess.start(dir, NAME, Jvm.command(command));
    Path ready = new Running(dir).readyMark();
    int[] shown = {0};
    boolean isReady =
        Await.until(
            LONGEST,
            () -> {
              shown[0] = show(child, shown[0]);
              return Files.exists(ready) || !child.isAlive();
            });
    show(child, shown[0]);
    if (!child.isAlive() || !isReady) {
      Progress progress = new Progress(out);
      Running running = new Running(dir);
      running.stopSupervisor(progress);
      running.stopChildren(progress);
      throw new LocalStackException("It did not start. Logs: " + dir.resolve("log"));
    }
    out.println("Running in the background (pid %d).".formatted(child.pid()));
  }

  /** Prints the lines after the first few; returns how many there are now. */
  private int show(ChildProcess child, int few) {
    List<String> lines = child.logLines();
    lines.stream().skip(few).forEach(out::println);
    return lines.size();
  }
}
