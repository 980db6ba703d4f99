package dev.otajobs.query.overlay;

import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.PartitionOffsets;
import dev.otajobs.query.freshness.TailProgress;
import dev.otajobs.query.routing.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The overlays of this instance's partitions: begun when the owner is silent or the partition
 * moves, ended a moment after the owner answers again. All together take at most a bound of memory;
 * beyond it the largest is given up. Written by one thread, read by any.
 */
public final class Overlays {

  private static final Logger LOG = LoggerFactory.getLogger(Overlays.class);

  /** An owner that has just come back is cold, and may be slow to answer at first. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  /** Then the copy may be complete further on, and less has to be read. */
  private static final Duration AFTER_OVERFLOW = Duration.ofSeconds(5);

  private final int partitions;
  private final long maxBytes;
  private final SourceProgress progress;
  private final StandbyProgress standbys;
  private final Freshness freshness;
  private final TailProgress tails;
  private final Owners owners;
  private final AtomicReferenceArray<Overlay> overlays;
  private final long[] neededAt;
  private final long[] notBefore;

  /**
   * @param maxBytes of all overlays together; 0 if there are to be none
   */
  public Overlays(
      int partitions,
      long maxBytes,
      SourceProgress progress,
      StandbyProgress standbys,
      Freshness freshness,
      TailProgress tails,
      Owners owners) {
    this.partitions = partitions;
    this.maxBytes = maxBytes;
    this.progress = progress;
    this.standbys = standbys;
    this.freshness = freshness;
    this.tails = tails;
    this.owners = owners;
    this.overlays = new AtomicReferenceArray<>(partitions);
    long now = System.nanoTime();
    this.neededAt = IntStream.range(0, partitions).mapToLong(p -> now).toArray();
    this.notBefore = neededAt.clone();
  }

  /** The overlay of this partition; empty if none is held, or if its copy is gone. */
  public Optional<Overlay> at(int partition) {
    return Optional.ofNullable(overlays.get(partition)).filter(this::fits);
  }

  /** Whether an overlay is needed: it is held, or is about to be. */
  public boolean isNeeded(int partition) {
    if (maxBytes == 0 || freshness.covered(partition).isEmpty()) {
      return false;
    }
    return progress.owned(partition).isPresent()
        // The copy has become the owner's; it was not complete then, and may not be yet.
        ? at(partition).isPresent()
            && freshness.ownedAge(partition).filter(Age::isUpToDate).isEmpty()
        : !owners.answer(partition);
  }

  /** Whether the copy that it was begun for is here still, as a standby or as the owner's. */
  private boolean fits(Overlay overlay) {
    return standbys.generation(overlay.partition()) == overlay.copy()
        && standbys.restored(overlay.partition()).isPresent();
  }

  /** Begins and ends overlays, and returns those to be read for. Called by the writing thread. */
  List<Overlay> update() {
    long now = System.nanoTime();
    List<Overlay> held = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      update(p, now).ifPresent(held::add);
    }
    long bytes = held.stream().mapToLong(Overlay::bytes).sum();
    if (bytes > maxBytes) {
      giveUp(held.stream().max(Comparator.comparing(Overlay::bytes)).orElseThrow(), bytes, now);
      return update();
    }
    return held;
  }

  private Optional<Overlay> update(int partition, long now) {
    boolean needed = isNeeded(partition);
    if (needed) {
      neededAt[partition] = now;
    }
    Overlay held = overlays.get(partition);
    if (held != null && (!fits(held) || isOver(partition, now))) {
      end(partition);
      held = null;
    }
    if (held == null && needed && now - notBefore[partition] >= 0) {
      return begin(partition);
    }
    return Optional.ofNullable(held);
  }

  private boolean isOver(int partition, long now) {
    boolean owned = progress.owned(partition).isPresent();
    return now - neededAt[partition] > (owned ? 0 : LINGER.toNanos());
  }

  private Optional<Overlay> begin(int partition) {
    // Before the offsets are read: they must not be taken for those of a later copy.
    int copy = standbys.generation(partition);
    Optional<PartitionOffsets> start = freshness.covered(partition);
    if (start.isEmpty() || progress.owned(partition).isPresent()) {
      return Optional.empty();
    }
    Overlay begun = new Overlay(partition, copy, start.get());
    tails.begun(partition, start.get());
    overlays.set(partition, begun);
    LOG.info("reading the tail of the log over the copy, partition={}", partition);
    return Optional.of(begun);
  }

  private void end(int partition) {
    overlays.set(partition, null);
    tails.ended(partition);
    LOG.info("the tail of the log is no longer needed, partition={}", partition);
  }

  private void giveUp(Overlay overlay, long bytes, long now) {
    end(overlay.partition());
    notBefore[overlay.partition()] = now + AFTER_OVERFLOW.toNanos();
    LOG.warn(
        "the tail of the log does not fit and is given up; see query.overlay.max.bytes,"
            + " partition={} bytes={} max={}",
        overlay.partition(),
        bytes,
        maxBytes);
  }

  /** Ends all, since the log cannot be read. Called by the writing thread. */
  void endAll() {
    IntStream.range(0, partitions).filter(p -> overlays.get(p) != null).forEach(this::end);
  }

  /** How many there are. */
  public long count() {
    return IntStream.range(0, partitions).filter(p -> at(p).isPresent()).count();
  }
}
