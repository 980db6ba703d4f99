package dev.otajobs.config;

import java.time.Duration;

/**
 * How long a query may take, and how old its answer may be.
 *
 * @param deadline for a whole request, 50 ms to 60 s
 * @param maxStaleness of a standby's answer to a caller who names no bound, 0 s to 1 h
 */
public record QueryConfig(Duration deadline, Duration maxStaleness) {

  static QueryConfig read(Settings settings) {
    return new QueryConfig(
        Duration.ofMillis(settings.integer("query.deadline.ms", 2_000, 50, 60_000)),
        Duration.ofMillis(settings.integer("query.max.staleness.ms", 30_000, 0, 3_600_000)));
  }
}
