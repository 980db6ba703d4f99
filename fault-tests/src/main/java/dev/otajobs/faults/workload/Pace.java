package dev.otajobs.faults.workload;

import java.util.concurrent.locks.LockSupport;

/**
 * Spaces steps evenly; after a stall it goes on at its rate and does not make up for what it
 * missed.
 */
final class Pace {

  private static final long MOST_BEHIND = 200_000_000L;

  private final long interval;
  private long next = System.nanoTime();

  Pace(int perSecond) {
    this.interval = 1_000_000_000L / perSecond;
  }

  /** Waits until the next step is due. */
  void await() {
    next += interval;
    long now = System.nanoTime();
    if (now - next > MOST_BEHIND) {
      next = now;
    }
    while (next - System.nanoTime() > 0) {
      LockSupport.parkNanos(next - System.nanoTime());
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
