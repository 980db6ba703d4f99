package dev.otajobs.query.freshness;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this instance has read the tails of some source partitions, beside the group, to make up
 * for what its copies lack. Written by one thread, read by any.
 */
public final class TailProgress {

  private record Range(long start, long next) {}

  private final Map<TopicPartition, Range> tails = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> losses = new ConcurrentHashMap<>();
  private volatile int endings;

  /** The tail of this source partition is read from this offset on. */
  public void begun(TopicPartition source, long start) {
    generations.merge(source.partition(), 1, Integer::sum);
    tails.put(source, new Range(start, start));
  }

  /** All from the start to this offset is read. */
  public void read(TopicPartition source, long next) {
    tails.computeIfPresent(source, (same, tail) -> new Range(tail.start(), next));
  }

  /** What was read of this source partition will no longer be held. */
  // Only one thread writes.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void ended(TopicPartition source) {
    endings++;
    tails.remove(source);
    generations.merge(source.partition(), 1, Integer::sum);
  }

  /** How many tails have ended: what was told of any of them before need not be true any more. */
  public int endings() {
    return endings;
  }

  /** The same, although it was still needed. */
  public void lost(TopicPartition source) {
    losses.merge(source.partition(), 1, Integer::sum);
    ended(source);
  }

  /** How many tails of this partition number were lost. */
  int losses(int partition) {
    return losses.getOrDefault(partition, 0);
  }

  /** The offset up to which all of the tail is read; empty if none is held. */
  public OptionalLong next(TopicPartition source) {
    Range tail = tails.get(source);
    return tail == null ? OptionalLong.empty() : OptionalLong.of(tail.next());
  }

  /** The offset before which everything is known to a reader that has got to this position. */
  long extend(TopicPartition source, long position) {
    Range tail = tails.get(source);
    return tail != null && position >= tail.start() ? Math.max(position, tail.next()) : position;
  }

  /** Whether a reader at this position has everything that is before the tail. */
  boolean isReached(TopicPartition source, long position) {
    Range tail = tails.get(source);
    return tail != null && position >= tail.start();
  }

  /** Changes whenever a tail of this partition number is begun or ended. */
  int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }
}
