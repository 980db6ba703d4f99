package dev.otajobs.auth.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * The token that every call of a temporary access key must have.
 *
 * @param expires from this time on it is refused; empty if it never expires
 */
public record SecurityToken(TokenHash hash, Optional<Instant> expires) {

  /** Whether the token is expired. */
  public boolean hasExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }
}
