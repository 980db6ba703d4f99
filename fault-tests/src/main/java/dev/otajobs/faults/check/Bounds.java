package dev.otajobs.faults.check;

import java.time.Duration;

/**
 * What the checks allow for.
 *
 * @param visible how long an acknowledged event may take to show on its owner when nothing is wrong
 * @param staleness the service's own bound on a standby's reply
 * @param clockSlack for the way of a request and of a reply, on a busy machine
 */
public record Bounds(Duration visible, Duration staleness, Duration clockSlack) {

  /** Visible within 2 seconds, stale by 30 seconds at most, 1 second of slack. */
  public static final Bounds DEFAULT =
      new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(1));
}
