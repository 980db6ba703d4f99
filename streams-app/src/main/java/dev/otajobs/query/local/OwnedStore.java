package dev.otajobs.query.local;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.query.overlay.Overlays;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import java.util.Optional;

/**
 * The stores that this instance, as the partitions' owner, writes to.
 *
 * @param overlays have the misplaced events that are on their way
 */
record OwnedStore(StoreReads stores, Overlays overlays, Freshness freshness)
    implements CompleteCopy {

  @Override
  public int version() {
    return overlays.endings();
  }

  @Override
  public Object identity(int partition) {
    return stores.generation(partition);
  }

  @Override
  public boolean isHere(int partition) {
    return stores.owns(partition);
  }

  @Override
  public Optional<Age> age(int partition) {
    return freshness.age(Copy.OWNED, partition);
  }

  @Override
  public Read read(int partition, JobKey key) {
    Read read = stores.readOwned(partition, key);
    return overlays.haveNoStrays() ? read : read.map(jobs -> withStrays(partition, key, jobs));
  }

  @Override
  public boolean isComplete(int partition, EndOffsets source) {
    return freshness.isComplete(Copy.OWNED, partition, source);
  }

  @Override
  public boolean isPast(int partition, long offset) {
    return freshness.positions().isPast(partition, offset);
  }

  @Override
  public boolean isSettled(int partition, JobKey key, Read.Stored shown) {
    return stores.isSettled(partition, key, jobs -> withStrays(partition, key, jobs), shown);
  }

  private Optional<Jobs> withStrays(int partition, JobKey key, Optional<Jobs> jobs) {
    return overlays.withStrays(Copy.OWNED, partition, key.jobId(), jobs);
  }

  @Override
  public boolean mayBePreceded(int partition) {
    return overlays.mayPrecede(partition);
  }

  @Override
  public Optional<HeldBack> heldBack(int partition) {
    return freshness.heldBack(Copy.OWNED, partition);
  }
}
