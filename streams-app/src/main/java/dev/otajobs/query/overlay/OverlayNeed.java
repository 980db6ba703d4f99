package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.PartitionOffsets;
import dev.otajobs.query.routing.Owners;
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
    implements HeldTails.Need<Overlay> {

  @Override
  public String name() {
    return "overlay";
  }

  /** A copy that has become the owner's goes on to need the one that it has until it is fresh. */
  @Override
  public boolean isNeeded(int partition) {
    return progress.owned(partition).isPresent()
        ? freshness.ownedAge(partition).filter(Age::isUpToDate).isEmpty()
        : !owners.answer(partition);
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
