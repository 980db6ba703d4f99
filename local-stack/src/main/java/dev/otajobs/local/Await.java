package dev.otajobs.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions, which it looks at every 10 ms. */
public final class Await {

  private static final long PAUSE_MILLIS = 10;

  private Await() {}

  /** Whether the condition came true in time. */
  public static boolean until(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause(Duration.ofMillis(PAUSE_MILLIS));
    }
    return true;
  }

  /**
   * Waits for what has to come.
   *
   * @throws LocalStackException if it does not come in time
   */
  public static void require(Duration atMost, String what, BooleanSupplier condition) {
    if (!until(atMost, condition)) {
      throw new LocalStackException(
          "%s did not come true within %d s".formatted(what, atMost.toSeconds()));
    }
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
