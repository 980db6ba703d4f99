package dev.otajobs.auth.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * What must come with the calls of a temporary access key.
 *
 * @param expires from when on it is refused; empty for never
 */
public record SecurityToken(TokenHash hash, Optional<Instant> expires) {

  /** Whether its time is over. */
  public boolean hasExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }
}
