package dev.otajobs.config;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.IsolationLevel;

/**
 * How long a query may take, how old its answer may be, and what it reads.
 *
 * @param deadline for a whole request, 50 ms to 60 s
 * @param maxStaleness maximum age of an answer when the caller sets none, 0 s to 1 h
 * @param isolation {@code read_uncommitted} shows an event as soon as it is folded, {@code
 *     read_committed} once Kafka Streams has committed it, 0.1 s later on average
 * @param overlayBytes about how much memory each kind of the log's tails may take that are read
 *     while the owner of a partition is silent or late, 1 MiB to 16 GiB
 */
public record QueryConfig(
    Duration deadline, Duration maxStaleness, IsolationLevel isolation, long overlayBytes) {

  private static final long MIB = 1024 * 1024;

  /** The values of {@code query.isolation.level}, as Kafka spells them. */
  private enum Isolation {
    read_uncommitted,
    read_committed;

    IsolationLevel level() {
      return IsolationLevel.valueOf(name().toUpperCase(Locale.ROOT));
    }
  }

  static QueryConfig read(Settings settings) {
    return new QueryConfig(
        Duration.ofMillis(settings.integer("query.deadline.ms", 2_000, 50, 60_000)),
        Duration.ofMillis(settings.integer("query.max.staleness.ms", 30_000, 0, 3_600_000)),
        settings
            .choice("query.isolation.level", Isolation.read_uncommitted, Isolation.class)
            .level(),
        settings.number("query.overlay.max.bytes", 32 * MIB, MIB, 16 * 1024 * MIB));
  }
}
