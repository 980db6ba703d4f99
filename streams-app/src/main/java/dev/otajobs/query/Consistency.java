package dev.otajobs.query;

import static java.util.Objects.requireNonNull;

import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/**
 * The consistency that a caller asks for.
 *
 * @param atLeast the answer must include what this position includes: that of a producer's
 *     acknowledgement (read your writes) or of an earlier answer (monotonic read)
 * @param maxStaleness maximum age of a stale read, 0 or more; with 0 the answer is the owner's, or
 *     has everything that was acknowledged before the call; empty if the caller sets none, and then
 *     {@code query.max.staleness.ms} holds
 * @param complete whether also a job that is found is answered only after the end offsets
 */
public record Consistency(
    Optional<Revision> atLeast, Optional<Duration> maxStaleness, boolean complete) {

  /** For callers that ask for nothing special. */
  public static final Consistency DEFAULT = new Consistency(Optional.empty(), Optional.empty());

  /** For decisions: everything that was acknowledged before the call, whatever copy answers. */
  public static final Consistency COMPLETE =
      new Consistency(Optional.empty(), Optional.of(Duration.ZERO), true);

  /** What callers can ask for. */
  public Consistency(Optional<Revision> atLeast, Optional<Duration> maxStaleness) {
    this(atLeast, maxStaleness, false);
  }

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
