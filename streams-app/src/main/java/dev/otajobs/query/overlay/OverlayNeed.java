package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.PartitionOffsets;
import dev.otajobs.query.routing.Owners;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** An overlay is needed for a copy whose owner is silent, or which is to become the owner's. */
record OverlayNeed(
    TopicsConfig topics,
    Ingest ingest,
    SourceProgress progress,
    StandbyProgress standbys,
    Freshness freshness,
    Owners owners)
    implements ActiveTails.Need<Overlay> {

  @Override
  public String name() {
    return "overlay";
  }

  @Override
  public boolean isNeeded(int partition) {
    return progress
        .ownedFor(partition)
        .map(time -> !hasTakenOver(partition, time))
        .orElseGet(() -> !owners.answer(partition));
  }

  /**
   * Whether a copy that has become the owner's makes up for its overlay: it has got past it, so
   * that no answer goes back. Under much load the overlay stays ahead by a moment; that is waited
   * for only so long.
   */
  private boolean hasTakenOver(int partition, Duration time) {
    return freshness.age(Copy.OWNED, partition).filter(Age::isUpToDate).isPresent()
        && (freshness.positions().isPastOverlay(partition) || time.compareTo(Overlays.NEW) > 0);
  }

  @Override
  public Optional<Overlay> begin(int partition) {
    // Before the offsets are read: they must not be taken for those of a later copy.
    int copy = standbys.generation(partition);
    return freshness
        .covered(partition)
        .filter(start -> progress.owned(partition).isEmpty())
        .map(
            start ->
                new Overlay(copy, topics.eventsAt(partition), offsets(partition, start), ingest));
  }

  private Map<TopicPartition, Long> offsets(int partition, PartitionOffsets start) {
    return Map.of(
        topics.eventsAt(partition), start.events(),
        topics.misplacedAt(partition), start.misplaced());
  }

  /** The copy that it was begun for is here still, as a standby or as the owner's. */
  @Override
  public boolean fits(Overlay overlay) {
    return standbys.generation(overlay.partition()) == overlay.copy()
        && standbys.restored(overlay.partition()).isPresent();
  }
}
