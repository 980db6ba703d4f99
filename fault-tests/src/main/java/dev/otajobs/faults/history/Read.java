package dev.otajobs.faults.history;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/**
 * One read, as its client saw it.
 *
 * @param session the reads of one session follow each other
 * @param instance which was asked
 * @param startedAt before the request was sent, by {@link System#nanoTime}
 * @param endedAt after the reply was read
 * @param status 0 if there was no reply
 * @param revision the reply's ETag
 * @param staleness what a standby said of its reply
 * @param body the job's fields as JSON; for another outcome what helps to understand it
 */
public record Read(
    JobKey key,
    int session,
    String instance,
    Asked asked,
    long startedAt,
    long endedAt,
    Outcome outcome,
    int status,
    Optional<Revision> revision,
    Optional<Duration> staleness,
    String body) {

  /**
   * What was asked for.
   *
   * @param atLeast the position or revision to be met
   * @param own whether {@code atLeast} is a revision that this session has read before
   * @param maxStaleness the bound on a standby's reply
   */
  public record Asked(Optional<Revision> atLeast, boolean own, Optional<Duration> maxStaleness) {

    /** Nothing in particular. */
    public static final Asked PLAIN = new Asked(Optional.empty(), false, Optional.empty());
  }

  /** How long the client waited. */
  public Duration took() {
    return Duration.ofNanos(endedAt - startedAt);
  }

  @Override
  public String toString() {
    return "%s of %s at %s: %s %d %s%s"
        .formatted(
            asked.atLeast().map(token -> "read at least " + token.text()).orElse("read"),
            key.text(),
            instance,
            outcome,
            status,
            revision.map(Revision::text).orElse("no revision"),
            staleness.map(age -> " stale " + age.toMillis() + " ms").orElse(""));
  }
}
