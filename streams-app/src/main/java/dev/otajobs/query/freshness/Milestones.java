package dev.otajobs.query.freshness;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Offsets to be reached, and the time at which each was the end. Not thread-safe. At most 512 wait;
 * while there are so many, further ones are left out, which only makes the answer coarser.
 */
final class Milestones {

  private static final int MOST = 512;

  /** At this time the end stood at this offset. */
  record Milestone(long time, long offset) {}

  private final ArrayDeque<Milestone> waiting = new ArrayDeque<>();

  /** At this time the end stood at this offset. Times come in order. */
  void add(long time, long offset) {
    if (waiting.size() < MOST) {
      waiting.add(new Milestone(time, offset));
    }
  }

  /** The latest one that this position has reached; empty if none that was not reached before. */
  Optional<Milestone> reachedBy(long position) {
    Optional<Milestone> latest = Optional.empty();
    while (!waiting.isEmpty() && waiting.getFirst().offset() <= position) {
      latest = Optional.of(waiting.removeFirst());
    }
    return latest;
  }
}
