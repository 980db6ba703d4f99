package dev.otajobs.config;

import java.time.Duration;
import java.util.List;
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

  private static final Setting.Number DEADLINE =
      new Setting.Number(
          "query.deadline.ms",
          2_000,
          50,
          60_000,
          "deadline of a whole query, calls to other instances included");
  private static final Setting.Number MAX_STALENESS =
      new Setting.Number(
          "query.max.staleness.ms",
          30_000,
          0,
          3_600_000,
          "maximum age of a stale answer when the caller sets none");
  private static final Setting.Choice<Isolation> ISOLATION =
      new Setting.Choice<>(
          "query.isolation.level",
          Isolation.read_uncommitted,
          "`read_uncommitted` shows an event as soon as it is folded; a crash can take it back until"
              + " it is folded again. `read_committed` shows it after the commit: under"
              + " `exactly_once_v2` after 100 ms while commits are quick, and after 500 ms and the"
              + " commit at the latest. It has an effect only with transactional stores, see"
              + " [ADR 15](adr/0015-transactional-stores.md) and"
              + " [ADR 16](adr/0016-isolation-level.md)");
  private static final Setting.Number OVERLAY =
      new Setting.Number(
          "query.overlay.max.bytes",
          32 * MIB,
          MIB,
          16 * 1024 * MIB,
          "memory for events that this instance reads from the log itself while the owner of a"
              + " partition is silent or late, see [ADR 18](adr/0018-fresh-copies.md). It holds for"
              + " each of three kinds of reading; the objects on the heap take several times as"
              + " much. Beyond it a standby answers with what it has, and unknown jobs are 503");

  /** What can be set. */
  static final List<Setting> SETTINGS = List.of(DEADLINE, MAX_STALENESS, ISOLATION, OVERLAY);

  static QueryConfig read(Settings settings) {
    return new QueryConfig(
        Duration.ofMillis(settings.number(DEADLINE)),
        Duration.ofMillis(settings.number(MAX_STALENESS)),
        settings.choice(ISOLATION).level(),
        settings.number(OVERLAY));
  }
}
