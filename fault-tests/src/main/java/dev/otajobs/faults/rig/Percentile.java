package dev.otajobs.faults.rig;

import dev.otajobs.faults.history.Read;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Percentiles of durations. */
public final class Percentile {

  private Percentile() {}

  /** The smallest that at least this share of all do not exceed; empty for none. */
  public static Optional<Duration> of(List<Duration> durations, double share) {
    if (durations.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = durations.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return Optional.of(sorted.get(Math.max(0, index)));
  }

  /** The p99 of what these reads took. */
  public static Optional<Duration> p99(List<Read> reads) {
    return of(reads.stream().map(Read::took).toList(), 0.99);
  }

  /** In milliseconds, for a table. */
  public static String text(Optional<Duration> duration) {
    return duration.map(value -> value.toMillis() + " ms").orElse("none");
  }
}
