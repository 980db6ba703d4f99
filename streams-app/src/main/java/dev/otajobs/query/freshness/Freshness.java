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
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The age of this instance's copy of each partition: every event that was written longer ago than
 * that is in it, misplaced ones included. Observations come from one thread; any thread may ask.
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
  private final Tails tails;
  private final List<ReadableEnds> readable;
  private final Ages<OwnedCopy> owned;
  private final Ages<StandbyCopy> standing;
  private final Ages<OwnedCopy> overlaid;
  private final Moves moves;

  public Freshness(
      TopicsConfig topics,
      int partitions,
      SourceProgress progress,
      StandbyProgress standbys,
      Tails tails) {
    this.topics = topics;
    this.progress = progress;
    this.standbys = standbys;
    this.tails = tails;
    this.readable = IntStream.range(0, partitions).mapToObj(p -> new ReadableEnds()).toList();
    this.owned = new Ages<>(partitions, progress::generation, OwnedCopy::new);
    this.standing = new Ages<>(partitions, standbys::generation, StandbyCopy::new);
    this.overlaid = new Ages<>(partitions, tails.overlays()::generation, OwnedCopy::new);
    this.moves = new Moves(topics, partitions, tails);
  }

  /** How misplaced events are on their way. */
  public Moves moves() {
    return moves;
  }

  /**
   * Takes an observation of the source topics.
   *
   * @param time at which the brokers were asked
   * @param acknowledged the ends of everything acknowledged, read first
   * @param stable the ends of what can be read, read afterwards
   */
  void observeSource(long time, EndOffsets acknowledged, EndOffsets stable) {
    moves.observeSource(time, acknowledged, stable);
    for (int p = 0; p < readable.size(); p++) {
      int partition = p;
      PartitionOffsets ends = withHeld(ends(stable, partition), partition);
      readable.get(partition).observe(time, ends(acknowledged, partition), ends);
      ReadableEnds.Seen seen = seen(partition);
      owned.observe(
          partition, seen, (copy, asOf) -> copy.observe(asOf, ends, processed(partition)));
      overlaid.observe(
          partition,
          seen,
          (copy, asOf) -> read(partition).ifPresent(next -> copy.observe(asOf, ends, next)));
    }
  }

  /**
   * Takes an observation of the offsets that the group has committed, and of the partitions of
   * which this instance has a standby, after that of the source topics.
   *
   * @param source with the offsets that the group has committed, read first
   * @param changelogEnds by partition, read last; of all partitions with a standby here
   */
  void observeStandbys(EndOffsets source, Map<Integer, Long> changelogEnds) {
    moves.observeCommitted(source);
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
    return progress.owned(partition).isPresent()
        ? complete(owned.of(partition, seen(partition)), standingAge(partition))
        : Optional.empty();
  }

  /** Whether the owner's copy is up to date, whatever is on its way to it. */
  public boolean isCaughtUp(int partition) {
    return owned.of(partition, seen(partition)).filter(Age::isUpToDate).isPresent();
  }

  /** The age of the standby's copy; empty while nothing is known. */
  public Optional<Age> standbyAge(int partition) {
    return complete(standingAge(partition), Optional.empty());
  }

  /**
   * The age of this instance's copy with the overlay; empty while nothing is known, or if there is
   * no overlay.
   */
  public Optional<Age> overlaidAge(int partition) {
    return read(partition).isPresent()
        ? complete(overlaid.of(partition, seen(partition)), standingAge(partition))
        : Optional.empty();
  }

  private Optional<Age> standingAge(int partition) {
    return standbys.restored(partition).isPresent()
        ? standing.of(partition, seen(partition))
        : Optional.empty();
  }

  /** A misplaced event is first moved to the partition, and then taken in. */
  private Optional<Age> complete(Optional<Age> one, Optional<Age> other) {
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .reduce(Age::and)
        .flatMap(age -> moves.age().map(age::plus));
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

  /** The same for an instance with an overlay. */
  public Optional<HeldBack> heldBackOfOverlay(int partition) {
    return read(partition).flatMap(read -> heldBack(partition, read));
  }

  private Optional<HeldBack> heldBack(int partition, PartitionOffsets read) {
    return readable.get(partition).heldBack(read, System.nanoTime());
  }

  /** Whether this instance, as the owner, has processed the partition up to these end offsets. */
  public boolean isProcessed(int partition, EndOffsets source) {
    return processed(partition).reach(ends(source, partition)) && moves.areUpToDate();
  }

  /** Whether this instance's copy and the overlay have everything up to these end offsets. */
  public boolean isOverlaid(int partition, EndOffsets source) {
    return read(partition).filter(read -> read.reach(ends(source, partition))).isPresent()
        && moves.areUpToDate();
  }

  /**
   * Whether the overlay goes as far as the copy that it is laid over: exactly so for a store that
   * this instance owns, and for a standby's as far as is known.
   */
  public boolean isOverlayAhead(int partition) {
    PartitionOffsets copy =
        progress.owned(partition).isPresent()
            ? processed(partition)
            : covered(partition).orElse(new PartitionOffsets(0, 0));
    return read(partition).filter(read -> read.reach(copy)).isPresent();
  }

  /** Whether this instance, as the owner, has processed the event at this offset. */
  public boolean isPast(int partition, long offset) {
    return processed(partition).events() > offset;
  }

  /** Whether this instance's copy or the overlay has the event at this offset. */
  public boolean isOverlayPast(int partition, long offset) {
    return read(partition).filter(read -> read.events() > offset).isPresent();
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
    return withHeld(offsets(progress::nextOffset, partition), partition);
  }

  /** How far the overlay's tail is read; empty if there is none. */
  private Optional<PartitionOffsets> read(int partition) {
    return tails.overlays().next(topics.eventsAt(partition)).isPresent()
        ? Optional.of(
            withHeld(
                offsets(topic -> tails.overlays().next(topic).orElse(0), partition), partition))
        : Optional.empty();
  }

  private PartitionOffsets withHeld(PartitionOffsets read, int partition) {
    return new PartitionOffsets(
        read.events(), tails.held().extend(topics.misplacedAt(partition), read.misplaced()));
  }

  private PartitionOffsets offsets(ToLongFunction<TopicPartition> of, int partition) {
    return new PartitionOffsets(
        of.applyAsLong(topics.eventsAt(partition)), of.applyAsLong(topics.misplacedAt(partition)));
  }
}
