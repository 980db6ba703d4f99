package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;

/** As of when one copy of a partition is complete. Written by one thread, read by any. */
final class FreshAsOf {

  private volatile boolean known;
  private volatile long nanoTime;

  /** Complete as of then; an earlier time than the one known is passed over. */
  void raise(long time) {
    if (!known || time - nanoTime > 0) {
      nanoTime = time;
      known = true;
    }
  }

  /** How old the copy may be; empty if nothing is known. */
  Optional<Duration> age(long now) {
    return known ? Optional.of(Duration.ofNanos(Math.max(0, now - nanoTime))) : Optional.empty();
  }
}
