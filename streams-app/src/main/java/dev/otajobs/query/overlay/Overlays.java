package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.job.Jobs;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.Tails;
import dev.otajobs.query.routing.Owners;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What this instance has read of the log's tails, to be laid over its copies. Thread-safe. */
public final class Overlays {

  /** Overlays elsewhere end within this time. */
  static final Duration NEW = ActiveTails.LINGER.multipliedBy(2);

  /** What was folded last is committed, and is known to be, within this time. */
  private static final Duration BEHIND = Duration.ofSeconds(1);

  private final int partitions;
  private final SourceProgress progress;
  private final Freshness freshness;
  private final Tails tails;
  private final Owners owners;
  private final OverlayNeed need;
  private final ActiveTails<Overlay> overlays;
  private final ActiveTails<Strays> strays;
  private final ActiveTails<Strays> heldMoves;

  /** Used by the thread that reads strays only. */
  private long behindUntil = System.nanoTime();

  /** Since this instance was started. Used by the same thread. */
  private boolean hasCaughtUp;

  /**
   * @param maxBytes of each of the three kinds of tails, about
   * @param ingest judges as the group's does, and does not wait for the registry
   */
  public Overlays(
      int partitions,
      long maxBytes,
      TopicsConfig topics,
      Ingest ingest,
      SourceProgress progress,
      StandbyProgress standbys,
      Freshness freshness,
      Tails tails,
      Owners owners) {
    this.partitions = partitions;
    this.progress = progress;
    this.freshness = freshness;
    this.tails = tails;
    this.owners = owners;
    this.need = new OverlayNeed(topics, ingest, progress, standbys, freshness, owners);
    this.overlays = new ActiveTails<>(partitions, maxBytes, need, tails.overlays());
    this.strays =
        new ActiveTails<>(
            partitions,
            maxBytes,
            new StrayNeed(topics, ingest, freshness, owners, this::isCaughtUp, this::isCatchingUp),
            tails.strays());
    this.heldMoves =
        new ActiveTails<>(
            partitions,
            maxBytes,
            new HeldMoveNeed(topics, ingest, freshness, this::isHere),
            tails.held());
  }

  private boolean isCaughtUp() {
    return owned().findAny().isPresent() && owned().allMatch(freshness::isCaughtUp);
  }

  private boolean isCatchingUp(int partition) {
    if (hasCaughtUp || progress.owned(partition).isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    if (!owned().allMatch(p -> freshness.mayTakeStrays(Copy.OWNED, p))) {
      behindUntil = now + BEHIND.toNanos();
    }
    hasCaughtUp = now - behindUntil >= 0;
    return !hasCaughtUp;
  }

  private IntStream owned() {
    return IntStream.range(0, partitions).filter(p -> progress.owned(p).isPresent());
  }

  private boolean isHere(int partition) {
    return progress.owned(partition).isPresent() || at(partition).isPresent();
  }

  /** The tails to be read of committed records of both source topics. */
  public ActiveTails<?> overlays() {
    return overlays;
  }

  /** The tails to be read of committed records of the events topic. */
  public ActiveTails<?> strays() {
    return strays;
  }

  /** The tails to be read of all records of the topic of misplaced events, committed or not. */
  public ActiveTails<?> heldMoves() {
    return heldMoves;
  }

  /** The overlay for this instance's copy of the partition; empty if there is none. */
  public Optional<Overlay> at(int partition) {
    return overlays.at(partition);
  }

  /** Whether an overlay is there or about to be. */
  public boolean isNeeded(int partition) {
    return at(partition).isPresent()
        || freshness.covered(partition).isPresent() && need.isNeeded(partition);
  }

  /** Changes when misplaced events that were known here no longer are. */
  public int endings() {
    return tails.strays().endings() + tails.held().endings();
  }

  /** Whether nothing is known to be on its way to any partition: the usual case. */
  public boolean haveNoStrays() {
    return strays.isEmpty() && heldMoves.isEmpty();
  }

  /** The jobs that a copy of the partition knows, together with what is on its way to it. */
  public Optional<Jobs> withStrays(Copy copy, int partition, String jobId, Optional<Jobs> known) {
    Optional<Jobs> all = known;
    if (!strays.isEmpty() && freshness.mayTakeStrays(copy, partition)) {
      all = strays.all().map(late -> late.of(jobId)).reduce(all, Overlays::joined);
    }
    if (!heldMoves.isEmpty() && freshness.mayTakeHeldMoves(copy, partition)) {
      all = joined(all, heldMoves.at(partition).flatMap(held -> held.of(jobId)));
    }
    return all;
  }

  /** The JobIds of which something is on its way to any partition. */
  public Set<String> lateJobIds() {
    return Stream.concat(strays.all(), heldMoves.all())
        .flatMap(late -> late.jobIds().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Jobs> joined(Optional<Jobs> one, Optional<Jobs> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().join(other.get()))
        : one.or(() -> other);
  }

  /**
   * Whether other instances may have answered from overlays for a partition that this instance
   * owns, since it has not owned it for long.
   */
  public boolean mayPrecede(int partition) {
    return progress.ownedFor(partition).filter(time -> time.compareTo(NEW) < 0).isPresent()
        && owners.hasStandby(partition);
  }

  /** How many tails are held. */
  public long count() {
    return Stream.of(overlays, strays, heldMoves).mapToLong(kind -> kind.all().count()).sum();
  }
}
