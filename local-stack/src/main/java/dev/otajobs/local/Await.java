package dev.otajobs.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Between two looks at something whose time is measured. */
  private static final Duration SHORT_PAUSE = Duration.ofMillis(10);

  private Await() {}

  /** Whether the condition came true in time; looks at it every 50 ms. */
  public static boolean until(Duration atMost, BooleanSupplier condition) {
    return until(atMost, PAUSE, condition);
  }

  /**
   * Waits for what has to come; looks at it every 50 ms.
   *
   * @throws LocalStackException if it does not come in time
   */
  public static void require(Duration atMost, String what, BooleanSupplier condition) {
    require(atMost, PAUSE, what, condition);
  }

  /** As {@link #require}, for what is timed: looks every 10 ms. */
  public static void requireSoon(Duration atMost, String what, BooleanSupplier condition) {
    require(atMost, SHORT_PAUSE, what, condition);
  }

  private static void require(
      Duration atMost, Duration pause, String what, BooleanSupplier condition) {
    if (!until(atMost, pause, condition)) {
      throw new LocalStackException(
          "%s did not come true within %d s".formatted(what, atMost.toSeconds()));
    }
  }

  /** Whether the condition came true in time; pauses so long between two looks. */
  public static boolean until(Duration atMost, Duration pause, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /** Lets time pass while the service and its load go on. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting.", e);
    }
  }
}
