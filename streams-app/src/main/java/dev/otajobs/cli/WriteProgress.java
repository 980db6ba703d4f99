package dev.otajobs.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells every two seconds how many records are written, and at the end if there were several. */
final class WriteProgress {

  private static final long PAUSE_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long lastTold = start;
  private int records;

  WriteProgress(PrintWriter err) {
    this.err = err;
  }

  void written() {
    records++;
    if (System.nanoTime() - lastTold > PAUSE_NANOS) {
      tell();
      lastTold = System.nanoTime();
    }
  }

  void end() {
    if (records > 1) {
      tell();
    }
  }

  private void tell() {
    double seconds = (System.nanoTime() - start) / 1e9;
    err.printf(Locale.ROOT, "ota-jobs: %,d records written in %.1f s%n", records, seconds);
    err.flush();
  }
}
