package dev.otajobs.query.freshness;

import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * The end offsets of one partition that are not processed yet, each with the time at which the
 * brokers were asked for it. Keeps at most 512; while it is full, further ones are left out, which
 * makes the reported age greater, never smaller. Not thread-safe.
 */
final class EndOffsetHistory {

  private static final int CAPACITY = 512;

  private record EndOffset(long time, long offset) {}

  private final ArrayDeque<EndOffset> waiting = new ArrayDeque<>();

  /** At this time the partition ended at this offset. Times come in order. */
  void add(long time, long offset) {
    if (waiting.size() < CAPACITY) {
      waiting.add(new EndOffset(time, offset));
    }
  }

  /**
   * The latest time whose end offset is processed at this position, and forgets what came before;
   * empty if no further end offset is processed.
   */
  OptionalLong reachedBy(long position) {
    OptionalLong latest = OptionalLong.empty();
    while (!waiting.isEmpty() && waiting.getFirst().offset() <= position) {
      latest = OptionalLong.of(waiting.removeFirst().time());
    }
    return latest;
  }
}
