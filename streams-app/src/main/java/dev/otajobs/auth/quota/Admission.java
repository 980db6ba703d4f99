package dev.otajobs.auth.quota;

import java.time.Duration;

/** Whether a call is within the quota of its account. */
public sealed interface Admission {

  /**
   * The call is within the quota and was counted.
   *
   * @param at when, by the clock of {@link Quotas}
   */
  record Admitted(long at) implements Admission {}

  /**
   * The quota is used up. The call was not counted.
   *
   * @param retryAfter the time until a call will be admitted if no other comes first; more than
   *     zero
   */
  record Throttled(Duration retryAfter) implements Admission {}
}
