package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * How long misplaced events may be on their way. The owner of each partition moves those that were
 * written to it, and commits; until then they are known only to an instance that reads the tail of
 * that partition. For one thread, but for {@link #ofMoved}.
 */
final class MovedAges {

  private final List<OwnedCopy> moved;
  private final List<PerGeneration<OwnedCopy>> read;

  MovedAges(int partitions, TailProgress strays) {
    this.moved = IntStream.range(0, partitions).mapToObj(p -> new OwnedCopy()).toList();
    this.read =
        IntStream.range(0, partitions)
            .mapToObj(p -> new PerGeneration<>(() -> strays.generation(p), OwnedCopy::new))
            .toList();
  }

  /**
   * Takes an observation.
   *
   * @param time at which the brokers were asked
   * @param ends of what can be read of the events topic, by partition; empty if that is not known
   * @param reached the offsets up to which the tails are read; 0 for a partition without one
   */
  void observeRead(long time, IntFunction<OptionalLong> ends, IntToLongFunction reached) {
    for (int p = 0; p < read.size(); p++) {
      int partition = p;
      read.get(p).observe(tail -> observe(tail, time, ends, reached, partition));
    }
  }

  /** The same of the offsets that the owners have committed. */
  void observeMoved(long time, IntFunction<OptionalLong> ends, IntToLongFunction committed) {
    for (int p = 0; p < moved.size(); p++) {
      observe(moved.get(p), time, ends, committed, p);
    }
  }

  private static void observe(
      OwnedCopy copy,
      long time,
      IntFunction<OptionalLong> ends,
      IntToLongFunction reached,
      int partition) {
    ends.apply(partition)
        .ifPresent(
            end ->
                copy.observe(
                    time,
                    new PartitionOffsets(end, 0),
                    new PartitionOffsets(reached.applyAsLong(partition), 0)));
  }

  /**
   * Every misplaced event that was written to any partition before this time has been moved, or is
   * in a tail; empty if that is not known.
   */
  OptionalLong asOf(long now) {
    return asOf(now, partition -> knownAge(partition, now));
  }

  /** The same without the tails. */
  OptionalLong movedAsOf(long now) {
    return asOf(now, partition -> moved.get(partition).age(now));
  }

  private OptionalLong asOf(long now, IntFunction<Optional<Duration>> age) {
    Duration oldest = Duration.ZERO;
    for (int p = 0; p < moved.size(); p++) {
      Optional<Duration> known = age.apply(p);
      if (known.isEmpty()) {
        return OptionalLong.empty();
      }
      oldest = known.get().compareTo(oldest) > 0 ? known.get() : oldest;
    }
    return OptionalLong.of(now - oldest.toNanos());
  }

  private Optional<Duration> knownAge(int partition, long now) {
    Optional<Duration> ofMoved = moved.get(partition).age(now);
    Optional<Duration> ofRead = read.get(partition).age(now);
    return ofMoved.isPresent() && ofRead.isPresent()
        ? Optional.of(ofMoved.get().compareTo(ofRead.get()) < 0 ? ofMoved.get() : ofRead.get())
        : ofMoved.or(() -> ofRead);
  }

  /** Every misplaced event that was written to the partition longer ago has been moved. */
  Optional<Duration> ofMoved(int partition, long now) {
    return moved.get(partition).age(now);
  }
}
