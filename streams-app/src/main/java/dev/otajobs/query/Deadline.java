package dev.otajobs.query;

import java.time.Duration;

/**
 * The time at which a request must be answered, on this machine's clock.
 *
 * @param nanoTime of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {

  /** The deadline that is this far from now. */
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** The time left; zero if the deadline has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** The earlier one of this deadline and the one that is this far from now. */
  public Deadline atMost(Duration timeout) {
    return timeout.compareTo(remaining()) < 0 ? in(timeout) : this;
  }
}
