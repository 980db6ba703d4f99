package dev.otajobs.query.freshness;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The source offsets below which a standby has everything. The owner commits offsets after it has
 * written to the changelog what follows from them, so a standby that has restored the changelog up
 * to where it ended after that commit has everything below these offsets. Keeps at most 512
 * observations that are not restored yet; while it is full, further ones are left out, and the
 * offsets stay lower than they could be. Written by one thread, read by any.
 */
final class CoveredOffsets {

  private static final int CAPACITY = 512;

  private record Commit(PartitionOffsets committed, long changelogEnd) {}

  private final ArrayDeque<Commit> waiting = new ArrayDeque<>();
  private volatile Optional<PartitionOffsets> covered = Optional.empty();

  /**
   * Takes an observation, whose parts were read in the order of the parameters.
   *
   * @param committed by the owner
   * @param changelogEnd of the partition's changelog
   * @param restored the changelog offset that the standby has reached
   */
  void observe(PartitionOffsets committed, long changelogEnd, long restored) {
    if (waiting.size() < CAPACITY) {
      waiting.add(new Commit(committed, changelogEnd));
    }
    while (!waiting.isEmpty() && waiting.getFirst().changelogEnd() <= restored) {
      covered = Optional.of(waiting.removeFirst().committed());
    }
  }

  /** Empty while nothing is known. */
  Optional<PartitionOffsets> covered() {
    return covered;
  }
}
