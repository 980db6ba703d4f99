package dev.otajobs.query;

import java.time.Duration;

/**
 * By when a request must be answered, on this machine's clock.
 *
 * @param nanoTime of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {

  /** So long from now. */
  public static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  /** Until then; zero if it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** The earlier one of this and so long from now. */
  public Deadline atMost(Duration patience) {
    return patience.compareTo(remaining()) < 0 ? in(patience) : this;
  }
}
