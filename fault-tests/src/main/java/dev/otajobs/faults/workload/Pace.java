package dev.otajobs.faults.workload;

import java.util.concurrent.locks.LockSupport;

/**
 * Spaces steps evenly; after a stall it goes on at its rate and does not make up for what it
 * missed.
 */
final class Pace {

  private static final long MOST_BEHIND = 200_000_000L;

  private final long interval;
  private final LoadShare share;
  private long next = System.nanoTime();

  Pace(int perSecond) {
    this(perSecond, new LoadShare());
  }

  /** So much of that rate. */
  Pace(int perSecond, LoadShare share) {
    this.interval = 1_000_000_000L / perSecond;
    this.share = share;
  }

  /** Waits until the next step is due. */
  void await() {
    next += (long) (interval / share.get());
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
