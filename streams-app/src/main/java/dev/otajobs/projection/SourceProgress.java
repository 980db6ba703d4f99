package dev.otajobs.projection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions this instance owns, and how far it has processed each. What is known of one ends
 * with its ownership: a store that is opened again may stand before where it stood. Thread-safe.
 */
public final class SourceProgress {

  /**
   * How far a source partition is processed.
   *
   * @param polled where the consumer stands, past all that it has returned and all that is no
   *     record, such as the markers of transactions; -1 if that is not known
   * @param returned the offset of the last record that it has returned; -1 if none
   * @param done the offset after the last record processed; -1 if none
   */
  record SourcePosition(long polled, long returned, long done) {

    static final SourcePosition UNKNOWN = new SourcePosition(-1, -1, -1);

    /** The consumer has gone on to here. */
    SourcePosition polled(long next) {
      return new SourcePosition(next, returned, done);
    }

    /** The consumer has returned records, the last one of this offset, and has gone on. */
    SourcePosition returned(long last, long next) {
      return new SourcePosition(next, last, done);
    }

    /** The record of this offset is processed. */
    SourcePosition processed(long offset) {
      return new SourcePosition(polled, returned, Math.max(done, offset + 1));
    }

    boolean isPolled() {
      return polled >= 0;
    }

    /** The offset before which everything is processed; 0 if nothing is known. */
    long next() {
      boolean waiting = returned >= 0 && done <= returned;
      return Math.max(0, waiting ? done : Math.max(polled, done));
    }
  }

  private final Map<TopicPartition, SourcePosition> positions = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();
  private final Map<Integer, Long> openedAt = new ConcurrentHashMap<>();
  private final AtomicLong moved = new AtomicLong();
  private final IntConsumer ended;

  /**
   * @param ended told of each partition that this instance owns no longer
   */
  public SourceProgress(IntConsumer ended) {
    this.ended = ended;
  }

  void moved() {
    moved.incrementAndGet();
  }

  /** How many records this instance has moved to the partition of their key. */
  public long movedRecords() {
    return moved.get();
  }

  /** The store of this partition is restored and will be written to. */
  void begun(int partition) {
    forget(partition);
    generations.merge(partition, 1, Integer::sum);
    openedAt.put(partition, System.nanoTime());
  }

  /** The store of this partition will be closed, or restored anew. */
  void ended(int partition) {
    openedAt.remove(partition);
    forget(partition);
    ended.accept(partition);
  }

  private void forget(int partition) {
    positions.keySet().removeIf(known -> known.partition() == partition);
  }

  /** How often the store of this partition was opened; what was known of it before is past. */
  public int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }

  /** The generation of the store that is open for this partition; empty if none is. */
  public OptionalInt owned(int partition) {
    return openedAt.containsKey(partition)
        ? OptionalInt.of(generation(partition))
        : OptionalInt.empty();
  }

  /** For how long this instance has owned the partition; empty if it does not. */
  public Optional<Duration> ownedFor(int partition) {
    Long opened = openedAt.get(partition);
    return Optional.ofNullable(opened).map(at -> Duration.ofNanos(System.nanoTime() - at));
  }

  /** Whether the consumer's position in an owned partition is not known yet. */
  boolean needsPosition(TopicPartition partition) {
    return openedAt.containsKey(partition.partition())
        && !positions.getOrDefault(partition, SourcePosition.UNKNOWN).isPolled();
  }

  void polled(TopicPartition partition, long next) {
    change(partition, position -> position.polled(next));
  }

  void returned(TopicPartition partition, long last, long next) {
    change(partition, position -> position.returned(last, next));
  }

  void processed(String topic, int partition, long offset) {
    change(new TopicPartition(topic, partition), position -> position.processed(offset));
  }

  private void change(TopicPartition partition, UnaryOperator<SourcePosition> change) {
    positions.compute(
        partition, (same, known) -> change.apply(known == null ? SourcePosition.UNKNOWN : known));
  }

  /** The offset before which all is processed; 0 if nothing is known. */
  public long nextOffset(TopicPartition partition) {
    return positions.getOrDefault(partition, SourcePosition.UNKNOWN).next();
  }
}
