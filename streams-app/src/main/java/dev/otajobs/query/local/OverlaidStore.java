package dev.otajobs.query.local;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.query.overlay.Overlay;
import dev.otajobs.query.overlay.Overlays;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import java.util.Optional;

/**
 * The stores of standbys, and of partitions that this instance is to own, with the tail of the log
 * laid over them.
 *
 * @param stores reads whatever is in the stores, so that what they have restored is seen
 */
record OverlaidStore(StoreReads stores, Overlays overlays, Freshness freshness)
    implements CompleteCopy {

  @Override
  public int version() {
    return overlays.endings();
  }

  @Override
  public Object identity(int partition) {
    return overlays.at(partition);
  }

  @Override
  public boolean isHere(int partition) {
    return overlays.at(partition).isPresent();
  }

  @Override
  public Optional<Age> age(int partition) {
    return freshness.age(Copy.OVERLAID, partition);
  }

  @Override
  public Read read(int partition, JobKey key) {
    Optional<Overlay> before = overlays.at(partition);
    if (before.isEmpty()) {
      return new Read.NotHere("partition " + partition + " has no overlay here");
    }
    if (stores.read(partition, key) instanceof Read.Stored stored) {
      if (!freshness.isOverlayAhead(partition)) {
        return new Read.NotHere("partition " + partition + ": its overlay is behind");
      }
      Optional<Jobs> whole = before.get().over(key.jobId(), stored.jobs());
      Read read =
          new Read.Stored(overlays.withStrays(Copy.OVERLAID, partition, key.jobId(), whole));
      return before.equals(overlays.at(partition))
          ? read
          : new Read.NotHere("partition " + partition + ": its overlay has ended");
    }
    return new Read.NotHere("partition " + partition + " has no store to lay the overlay on");
  }

  @Override
  public boolean isComplete(int partition, EndOffsets source) {
    return freshness.isComplete(Copy.OVERLAID, partition, source);
  }

  @Override
  public boolean isPast(int partition, long offset) {
    return freshness.positions().isOverlayPast(partition, offset);
  }

  /** All that was read of the log is in the overlay, or was in the store when it was begun. */
  @Override
  public boolean isSettled(int partition, JobKey key, Read.Stored shown) {
    return true;
  }

  /** The owner may only be slow, and answer other callers. */
  @Override
  public boolean mayBePreceded(int partition) {
    return true;
  }

  @Override
  public Optional<HeldBack> heldBack(int partition) {
    return freshness.heldBack(Copy.OVERLAID, partition);
  }
}
