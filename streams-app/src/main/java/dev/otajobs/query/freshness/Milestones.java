package dev.otajobs.query.freshness;

import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * Offsets to be reached, and the time at which each was the end. Not thread-safe. At most 512 wait;
 * while there are so many, further ones are left out, which only makes the answer coarser.
 */
final class Milestones {

  private static final int MOST = 512;

  private record Milestone(long time, long offset) {}

  private final ArrayDeque<Milestone> waiting = new ArrayDeque<>();

  /** At this time the end stood at this offset. Times come in order. */
  void add(long time, long offset) {
    if (waiting.size() < MOST) {
      waiting.add(new Milestone(time, offset));
    }
  }

  /** The latest time whose end this position has reached; empty if it is no later than before. */
  OptionalLong reachedBy(long position) {
    OptionalLong latest = OptionalLong.empty();
    while (!waiting.isEmpty() && waiting.getFirst().offset() <= position) {
      latest = OptionalLong.of(waiting.removeFirst().time());
    }
    return latest;
  }
}
