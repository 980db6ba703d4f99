package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When the brokers last answered this process, and what follows from it. A gap means that the
 * process did not run, or was cut off: another instance may own its partitions since. Written by
 * one thread, read by any.
 */
final class Contact {

  /** Well below the session timeout: after it another instance may own the partitions. */
  static final Duration GAP = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private volatile long lastAnswer;
  private volatile long lastFailure;
  private volatile boolean verified = true;

  /**
   * @param nanoTime nanoseconds from any origin: {@code System::nanoTime}
   */
  Contact(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastAnswer = nanoTime.getAsLong();
    this.lastFailure = lastAnswer - GAP.toNanos();
  }

  /**
   * The brokers answered.
   *
   * @param asked when they were asked: a pause at any time after it is then seen as a gap
   * @param isMember asks whether this instance still is a member of its group; may block and throw
   * @return whether membership had been in doubt, and is no longer
   */
  boolean answered(long asked, BooleanSupplier isMember) {
    if (isLongAgo(lastAnswer)) {
      verified = false;
    }
    boolean nowVerified = false;
    if (!verified) {
      long before = nanoTime.getAsLong();
      // An answer from before a pause says nothing of the time after it.
      nowVerified = isMember.getAsBoolean() && !isLongAgo(before);
      verified = nowVerified;
    }
    lastAnswer = asked;
    return nowVerified;
  }

  /** The brokers did not answer. */
  void failed() {
    lastFailure = nanoTime.getAsLong();
  }

  /** Whether this instance's own partitions may be answered for, as their owner. */
  Trust trust() {
    if (!isLongAgo(lastAnswer)) {
      return verified ? Trust.OWNER : Trust.SUSPECT;
    }
    return isLongAgo(lastFailure) ? Trust.SUSPECT : Trust.OUTAGE;
  }

  private boolean isLongAgo(long time) {
    return nanoTime.getAsLong() - time >= GAP.toNanos();
  }
}
