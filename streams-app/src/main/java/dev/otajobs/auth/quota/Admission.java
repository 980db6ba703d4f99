package dev.otajobs.auth.quota;

import java.time.Duration;

/** Whether a call is within its account's quota. */
public sealed interface Admission {

  /** It is, and is counted. */
  record Admitted() implements Admission {}

  /**
   * It is not, and is not counted.
   *
   * @param retryAfter until a call would be admitted if no other came first; longer than zero
   */
  record Throttled(Duration retryAfter) implements Admission {}
}
