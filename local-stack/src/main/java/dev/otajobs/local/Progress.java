package dev.otajobs.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Lines for the person at the terminal, with the seconds since the start. */
final class Progress {
  private final PrintWriter out;
  private final long start = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  void step(String line) {
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
    out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, line));
  }

  void say(String line) {
    out.println(line);
  }
}
