package dev.otajobs.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment up to which something may take. */
record Deadline(long nanoTime) {
  private static final long PAUSE_MILLIS = 50;

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Looks until the condition holds or the time is up; says which. */
  boolean await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - nanoTime >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting.", e);
    }
  }
}
