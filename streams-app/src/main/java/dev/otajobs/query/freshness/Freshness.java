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
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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

  private final SourceProgress progress;
  private final StandbyProgress standbys;
  private final Positions positions;
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
    this.progress = progress;
    this.standbys = standbys;
    this.positions = new Positions(topics, progress, tails);
    this.readable =
        IntStream.range(0, partitions)
            .mapToObj(p -> new ReadableEnds(() -> tails.held().losses(p)))
            .toList();
    // Without the held moves that were counted a copy is older than it was.
    IntUnaryOperator lost = tails.held()::losses;
    this.owned =
        new Ages<>(partitions, p -> progress.generation(p) + lost.applyAsInt(p), OwnedCopy::new);
    this.standing = new Ages<>(partitions, standbys::generation, StandbyCopy::new);
    this.overlaid =
        new Ages<>(
            partitions, p -> tails.overlays().generation(p) + lost.applyAsInt(p), OwnedCopy::new);
    this.moves = new Moves(topics, partitions, tails);
  }

  /** How far this instance has got. */
  public Positions positions() {
    return positions;
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
   * @param stable the ends of what can be read, read afterwards; a partition that either of them
   *     lacks is passed over
   */
  void observeSource(long time, EndOffsets acknowledged, EndOffsets stable) {
    moves.observeSource(time, acknowledged, stable);
    for (int p = 0; p < readable.size(); p++) {
      if (positions.has(acknowledged, p) && positions.has(stable, p)) {
        observe(p, time, acknowledged, stable);
      }
    }
  }

  private void observe(int partition, long time, EndOffsets acknowledged, EndOffsets stable) {
    PartitionOffsets ends = positions.readableEnds(stable, partition);
    readable.get(partition).observe(time, positions.ends(acknowledged, partition), ends);
    ReadableEnds.Seen seen = seen(partition);
    owned.observe(
        partition, seen, (copy, asOf) -> copy.observe(asOf, ends, positions.processed(partition)));
    overlaid.observe(
        partition,
        seen,
        (copy, asOf) ->
            positions.overlaid(partition).ifPresent(next -> copy.observe(asOf, ends, next)));
  }

  /** Whether the ends of a partition are among these. */
  boolean knows(EndOffsets ends, int partition) {
    return positions.has(ends, partition);
  }

  /** Takes an observation of the offsets that the group has committed, after that of the source. */
  void observeCommitted(Map<TopicPartition, Long> committed) {
    moves.observeCommitted(committed);
  }

  /**
   * Takes an observation of partitions of which this instance has a standby.
   *
   * @param committed by the group, read first; without those that it has never read
   * @param changelogEnds by partition, read last
   */
  void observeStandbys(Map<TopicPartition, Long> committed, Map<Integer, Long> changelogEnds) {
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
                                    positions.in(committed, partition),
                                    changelogEnd,
                                    restored))));
  }

  /**
   * The age of a copy; empty while nothing is known, or if there is no such copy. An owner that was
   * a standby before is no older than it was then, nor is an overlaid store.
   */
  public Optional<Age> age(Copy copy, int partition) {
    long now = System.nanoTime();
    return lag(copy, partition, now)
        .map(age -> age.lacking(moves.age(age, now).orElse(Age.UNKNOWN)));
  }

  /** The age of a copy, whatever is on its way to the partition. */
  private Optional<Age> lag(Copy copy, int partition, long now) {
    Optional<Age> standby =
        standbys.restored(partition).isPresent() ? standing.of(partition, now) : Optional.empty();
    return switch (copy) {
      case STANDING -> standby;
      case OWNED ->
          progress.owned(partition).isPresent()
              ? least(owned.of(partition, now), standby)
              : Optional.empty();
      case OVERLAID ->
          positions.overlaid(partition).isPresent()
              ? least(overlaid.of(partition, now), standby)
              : Optional.empty();
    };
  }

  private static Optional<Age> least(Optional<Age> one, Optional<Age> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().and(other.get()))
        : one.or(() -> other);
  }

  /** Whether the owner's copy is up to date, whatever is on its way to it. */
  public boolean isCaughtUp(int partition) {
    return lag(Copy.OWNED, partition, System.nanoTime()).filter(Age::isUpToDate).isPresent();
  }

  /**
   * Whether strays may be joined to what was read of a copy. One that is behind may lack events
   * that were moved before, and the job would have a hole.
   */
  public boolean mayTakeStrays(Copy copy, int partition) {
    return lag(copy, partition, System.nanoTime()).filter(Age::mayTakeStrays).isPresent();
  }

  /** Whether a copy has everything up to where moved events are held back. */
  public boolean mayTakeHeldMoves(Copy copy, int partition) {
    return switch (copy) {
      case STANDING -> false;
      case OWNED -> positions.ownerReachesHeld(partition);
      case OVERLAID -> positions.overlayReachesHeld(partition);
    };
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
   * What open transactions hold back of a partition, if this instance's copy has all the rest;
   * empty otherwise.
   */
  public Optional<HeldBack> heldBack(Copy copy, int partition) {
    return reached(copy, partition)
        .flatMap(read -> readable.get(partition).heldBack(read, System.nanoTime()));
  }

  /** Whether a copy has everything up to these end offsets, and misplaced events are not late. */
  public boolean isComplete(Copy copy, int partition, EndOffsets source) {
    PartitionOffsets ends = positions.ends(source, partition);
    long now = System.nanoTime();
    return reached(copy, partition).filter(read -> read.reach(ends)).isPresent()
        && lag(copy, partition, now)
            .flatMap(age -> moves.age(age, now))
            .filter(Age::isSmall)
            .isPresent();
  }

  private Optional<PartitionOffsets> reached(Copy copy, int partition) {
    return switch (copy) {
      case OWNED ->
          progress.owned(partition).isPresent()
              ? Optional.of(positions.processed(partition))
              : Optional.empty();
      case OVERLAID -> positions.overlaid(partition);
      case STANDING -> Optional.empty();
    };
  }

  /**
   * Whether the overlay goes as far as the copy that it is laid over: for a store that this
   * instance owns but for the record that is being processed, and for a standby's as far as is
   * known.
   */
  public boolean isOverlayAhead(int partition) {
    PartitionOffsets copy =
        progress.owned(partition).isPresent()
            ? positions.processed(partition)
            : covered(partition).orElse(new PartitionOffsets(0, 0));
    return positions.overlaid(partition).filter(read -> read.reach(copy)).isPresent();
  }

  private ReadableEnds.Seen seen(int partition) {
    return readable.get(partition).seen();
  }
}
