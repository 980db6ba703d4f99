package dev.otajobs.faults.check;

import java.time.Duration;

/**
 * What the checks allow for.
 *
 * @param visible how long an acknowledged event may take to show on its owner when nothing is wrong
 * @param staleness the service's own bound on a standby's reply
 */
public record Bounds(Duration visible, Duration staleness) {

  /** Visible within 2 seconds, stale by 30 seconds at most. */
  public static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(30));
}
