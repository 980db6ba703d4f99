package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;

/**
 * The time as of which a copy of a partition is complete: it has every event that was written
 * before. Only moves forward. Written by one thread, read by any.
 */
final class Watermark {

  private volatile boolean known;
  private volatile long nanoTime;

  /** Moves the watermark to this time, unless it is there or later already. */
  void raise(long time) {
    if (!known || time - nanoTime > 0) {
      nanoTime = time;
      known = true;
    }
  }

  /** The age of the watermark, 0 or more; empty before the first {@link #raise}. */
  Optional<Duration> age(long now) {
    return known ? Optional.of(Duration.ofNanos(Math.max(0, now - nanoTime))) : Optional.empty();
  }
}
