package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a client may wait in all for schema ids that the registry does not know. It begins full,
 * a wait takes its time from it, and it fills up again in {@value #REFILL} times that time. So a
 * producer that sends many unknown ids holds back the others for a small share of the time. Many
 * threads may use it.
 */
final class WaitBudget {

  private static final int REFILL = 20;

  private final long full;
  private final LongSupplier nanoClock;
  private long left;
  private long countedAt;

  /**
   * @param full the longest time that it allows at once
   */
  WaitBudget(Duration full, LongSupplier nanoClock) {
    this.full = full.toNanos();
    this.nanoClock = nanoClock;
    this.left = this.full;
    this.countedAt = nanoClock.getAsLong();
  }

  /** Takes this time if so much is left. If not, nothing is taken, and the caller must not wait. */
  synchronized boolean take(Duration wait) {
    long now = nanoClock.getAsLong();
    left = Math.min(full, left + (now - countedAt) / REFILL);
    countedAt = now;
    if (wait.toNanos() > left) {
      return false;
    }
    left -= wait.toNanos();
    return true;
  }
}
