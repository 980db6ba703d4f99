package dev.otajobs.query;

import static java.util.Objects.requireNonNull;

import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/**
 * How fresh an answer must be.
 *
 * @param atLeast the answer must have met what this has met: the position of a producer's
 *     acknowledgement (read your writes) or the revision of an earlier answer (monotonic reads)
 * @param maxStaleness how old a standby's answer may be, 0 or more; 0 asks for the owner's; empty
 *     leaves it to the service's own bound
 */
public record Consistency(Optional<Revision> atLeast, Optional<Duration> maxStaleness) {

  /** Whatever the service holds for fresh enough. */
  public static final Consistency DEFAULT = new Consistency(Optional.empty(), Optional.empty());

  public Consistency {
    requireNonNull(atLeast, "atLeast");
    maxStaleness.ifPresent(
        bound -> {
          if (bound.isNegative()) {
            throw new IllegalArgumentException("maxStaleness is negative: " + bound);
          }
        });
  }
}
