package dev.otajobs.query.freshness;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far this instance has read the tail of the log of each partition, which makes up for what its
 * copy lacks. Written by one thread, read by any.
 */
public final class TailProgress {

  private final Map<Integer, PartitionOffsets> read = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();

  /** The tail begins at these offsets, below which the copy has everything. */
  public void begun(int partition, PartitionOffsets start) {
    generations.merge(partition, 1, Integer::sum);
    read.put(partition, start);
  }

  /** Everything before these offsets is in the copy or in the tail. */
  public void read(int partition, PartitionOffsets next) {
    read.put(partition, next);
  }

  /** The tail of this partition is no longer held. */
  public void ended(int partition) {
    read.remove(partition);
    generations.merge(partition, 1, Integer::sum);
  }

  /** The offsets before which everything is in the copy or in the tail; empty without a tail. */
  public Optional<PartitionOffsets> read(int partition) {
    return Optional.ofNullable(read.get(partition));
  }

  /** Changes whenever the tail of this partition is begun or ended. */
  int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }
}
