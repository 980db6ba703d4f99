package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the brokers last answered this process, and when not. Written by one thread, read by any.
 */
final class Contact {

  /** Longer than an ask takes: who took longer did not run meanwhile, and knows nothing. */
  static final Duration GAP = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private volatile long lastAnswer;
  private volatile long lastFailure;

  /**
   * @param nanoTime nanoseconds from any origin: {@code System::nanoTime}
   */
  Contact(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastAnswer = nanoTime.getAsLong();
    this.lastFailure = lastAnswer - GAP.toNanos();
  }

  /** They answered what they were asked at this time. */
  void answered(long asked) {
    lastAnswer = asked;
  }

  /** They did not. */
  void failed(long asked) {
    if (!isLongAgo(asked)) {
      lastFailure = nanoTime.getAsLong();
    }
  }

  /** Whether they are known to be away: not if this process was, until it has asked again. */
  boolean isOutage() {
    return isLongAgo(lastAnswer) && !isLongAgo(lastFailure);
  }

  private boolean isLongAgo(long time) {
    return nanoTime.getAsLong() - time >= GAP.toNanos();
  }
}
