package dev.otajobs.config;

import java.time.Duration;

/**
 * The bounds of a query.
 *
 * @param deadline maximum time for a whole request, 50 ms to 60 s
 * @param maxStaleness maximum age of an answer when the caller sets none, 0 s to 1 h
 */
public record QueryConfig(Duration deadline, Duration maxStaleness) {

  static QueryConfig read(Settings settings) {
    return new QueryConfig(
        Duration.ofMillis(settings.integer("query.deadline.ms", 2_000, 50, 60_000)),
        Duration.ofMillis(settings.integer("query.max.staleness.ms", 30_000, 0, 3_600_000)));
  }
}
