package dev.otajobs.query.freshness;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The age of this instance's copy of each partition: every event that was written longer ago than
 * that is in it. Observations come from one thread; any thread may ask.
 */
public final class Freshness {

  /**
   * The brokers' default of transaction.max.timeout.ms, and a minute in which they notice: no
   * transaction is open for longer, unless it hangs or the brokers allow more.
   */
  static final Duration MAX_TRANSACTION = Duration.ofMinutes(16);

  private final TopicsConfig topics;
  private final SourceProgress progress;
  private final StandbyProgress standbys;
  private final TailProgress tails;
  private final List<ReadableEnds> readable;
  private final Ages<OwnedCopy> owned;
  private final Ages<StandbyCopy> standing;
  private final Ages<OwnedCopy> tailed;

  public Freshness(
      TopicsConfig topics,
      int partitions,
      SourceProgress progress,
      StandbyProgress standbys,
      TailProgress tails) {
    this.topics = topics;
    this.progress = progress;
    this.standbys = standbys;
    this.tails = tails;
    this.readable = IntStream.range(0, partitions).mapToObj(p -> new ReadableEnds()).toList();
    this.owned = new Ages<>(partitions, progress::generation, OwnedCopy::new);
    this.standing = new Ages<>(partitions, standbys::generation, StandbyCopy::new);
    this.tailed = new Ages<>(partitions, tails::generation, OwnedCopy::new);
  }

  /**
   * Takes an observation of the source topics.
   *
   * @param time at which the brokers were asked
   * @param acknowledged the ends of everything acknowledged, read first
   * @param stable the ends of what can be read, read afterwards
   */
  void observeSource(long time, EndOffsets acknowledged, EndOffsets stable) {
    for (int p = 0; p < readable.size(); p++) {
      int partition = p;
      PartitionOffsets ends = ends(stable, partition);
      readable.get(partition).observe(time, ends(acknowledged, partition), ends);
      ReadableEnds.Seen seen = seen(partition);
      owned.observe(
          partition, seen, (copy, asOf) -> copy.observe(asOf, ends, processed(partition)));
      tailed.observe(
          partition,
          seen,
          (copy, asOf) -> tails.read(partition).ifPresent(read -> copy.observe(asOf, ends, read)));
    }
  }

  /**
   * Takes an observation of the partitions of which this instance has a standby, after that of the
   * source topics.
   *
   * @param source with the offsets that the group has committed, read first
   * @param changelogEnds by partition, read last; of all partitions with a standby here
   */
  void observeStandbys(EndOffsets source, Map<Integer, Long> changelogEnds) {
    changelogEnds.forEach(
        (partition, changelogEnd) ->
            standing.observe(
                partition,
                seen(partition),
                (copy, asOf) ->
                    standbys
                        .restored(partition)
                        .ifPresent(
                            restored ->
                                copy.observe(
                                    asOf,
                                    seen(partition).readable(),
                                    committed(source, partition),
                                    changelogEnd,
                                    restored))));
  }

  /**
   * The age of the owner's copy; empty while nothing is known. An owner that was a standby before
   * is no older than it was then.
   */
  public Optional<Age> ownedAge(int partition) {
    Optional<Age> age = owned.of(partition, seen(partition));
    return progress.owned(partition).isPresent()
        ? least(Stream.of(age, standbyAge(partition)))
        : Optional.empty();
  }

  /** The age of the standby's copy; empty while nothing is known. */
  public Optional<Age> standbyAge(int partition) {
    return standbys.restored(partition).isPresent()
        ? standing.of(partition, seen(partition))
        : Optional.empty();
  }

  /**
   * The age of this instance's copy together with the tail of the log that was read; empty while
   * nothing is known, or no tail is read.
   */
  public Optional<Age> tailedAge(int partition) {
    return tails.read(partition).isPresent()
        ? least(Stream.of(tailed.of(partition, seen(partition)), standbyAge(partition)))
        : Optional.empty();
  }

  private static Optional<Age> least(Stream<Optional<Age>> ages) {
    return ages.flatMap(Optional::stream).reduce(Age::and);
  }

  /**
   * The source offsets below which this instance's standby, or the store that it has become, has
   * everything; empty while that is not known.
   */
  public Optional<PartitionOffsets> covered(int partition) {
    return standbys.restored(partition).isPresent()
        ? standing.tracker(partition).flatMap(StandbyCopy::covered)
        : Optional.empty();
  }

  /**
   * What open transactions hold back of a partition, if this instance, as its owner, has read all
   * the rest; empty otherwise.
   */
  public Optional<HeldBack> heldBack(int partition) {
    return progress.owned(partition).isPresent()
        ? heldBack(partition, processed(partition))
        : Optional.empty();
  }

  /** The same for an instance that has read the tail of the log. */
  public Optional<HeldBack> heldBackOfTail(int partition) {
    return tails.read(partition).flatMap(read -> heldBack(partition, read));
  }

  private Optional<HeldBack> heldBack(int partition, PartitionOffsets read) {
    return readable.get(partition).heldBack(read, System.nanoTime());
  }

  /** Whether this instance, as the owner, has processed the partition up to these end offsets. */
  public boolean isProcessed(int partition, EndOffsets source) {
    return processed(partition).reach(ends(source, partition));
  }

  /** Whether this instance's copy and the tail have everything up to these end offsets. */
  public boolean isInTail(int partition, EndOffsets source) {
    return tails.read(partition).filter(read -> read.reach(ends(source, partition))).isPresent();
  }

  /**
   * Whether the tail goes as far as the copy that it is laid over: exactly so for a store that this
   * instance owns, and for a standby's as far as is known.
   */
  public boolean isTailAhead(int partition) {
    PartitionOffsets copy =
        progress.owned(partition).isPresent()
            ? processed(partition)
            : covered(partition).orElse(new PartitionOffsets(0, 0));
    return tails.read(partition).filter(read -> read.reach(copy)).isPresent();
  }

  /** Whether this instance, as the owner, has processed the event at this offset. */
  public boolean isPast(int partition, long offset) {
    return processed(partition).events() > offset;
  }

  /** Whether this instance's copy or the tail has the event at this offset. */
  public boolean isTailPast(int partition, long offset) {
    return tails.read(partition).filter(read -> read.events() > offset).isPresent();
  }

  private ReadableEnds.Seen seen(int partition) {
    return readable.get(partition).seen();
  }

  private PartitionOffsets ends(EndOffsets source, int partition) {
    return offsets(topic -> source.ends().getOrDefault(topic, 0L), partition);
  }

  private PartitionOffsets committed(EndOffsets source, int partition) {
    return offsets(topic -> source.committed().getOrDefault(topic, 0L), partition);
  }

  private PartitionOffsets processed(int partition) {
    return offsets(progress::nextOffset, partition);
  }

  private PartitionOffsets offsets(Function<TopicPartition, Long> of, int partition) {
    return new PartitionOffsets(
        of.apply(new TopicPartition(topics.events(), partition)),
        of.apply(new TopicPartition(topics.misplaced(), partition)));
  }
}
