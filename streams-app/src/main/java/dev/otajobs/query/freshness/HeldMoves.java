package dev.otajobs.query.freshness;

import java.time.Duration;

/**
 * Whether the open transaction of an instance holds back moved events of one partition. A living
 * instance commits twice a second or more often; one that has died leaves its transaction open for
 * seconds. Written by one thread, read by any.
 */
final class HeldMoves {

  private static final Duration LONG = Duration.ofMillis(750);

  private record Seen(long time, long stable, boolean held, long since) {}

  private volatile Seen seen = new Seen(0, 0, false, 0);

  /**
   * Takes an observation.
   *
   * @param end of everything acknowledged
   * @param stable the end of what can be read
   */
  void observe(long time, long end, long stable) {
    Seen last = seen;
    boolean goesOn = last.held() && last.stable() == stable;
    seen = new Seen(time, stable, end > stable, goesOn ? last.since() : time);
  }

  boolean isHeldForLong() {
    Seen last = seen;
    return last.held() && last.time() - last.since() > LONG.toNanos();
  }

  /** Where the events that are held back begin. */
  long stable() {
    return seen.stable();
  }
}
