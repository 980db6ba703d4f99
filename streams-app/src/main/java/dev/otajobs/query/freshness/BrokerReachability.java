package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether the brokers can be reached from this process. Written by one thread, read by any. */
final class BrokerReachability {

  /**
   * Without an answer for this long the brokers count as unreachable. A request fails sooner, so
   * one that took longer means that this process was paused.
   */
  static final Duration LIMIT = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private volatile long lastAnswer;
  private volatile long lastFailure;

  /**
   * @param nanoTime nanoseconds from any origin: {@code System::nanoTime}
   */
  BrokerReachability(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastAnswer = nanoTime.getAsLong();
    this.lastFailure = lastAnswer - LIMIT.toNanos();
  }

  /** The request that was sent at this time was answered. */
  void answered(long sent) {
    lastAnswer = sent;
  }

  /** The request that was sent at this time failed. */
  void failed(long sent) {
    if (!isLongAgo(sent)) {
      lastFailure = nanoTime.getAsLong();
    }
  }

  /**
   * Whether the brokers are unreachable: no answer and a failure within the limit. After a pause of
   * this process that is false until a request has failed again.
   */
  boolean isOutage() {
    return isLongAgo(lastAnswer) && !isLongAgo(lastFailure);
  }

  private boolean isLongAgo(long time) {
    return nanoTime.getAsLong() - time >= LIMIT.toNanos();
  }
}
