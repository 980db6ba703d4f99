package dev.otajobs.query;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.query.StoreReads.Read;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.SourceWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** This instance: answers as the owner of the job's partition, or as one of its standbys. */
public final class LocalJobs implements JobReplica {

  private final Partitioning partitioning;
  private final StoreReads stores;
  private final OwnerAnswers owner;
  private final StandbyAnswers standby;

  /**
   * @param maxStaleness of answers to callers who do not say how old they may be
   */
  public LocalJobs(
      Vertx vertx,
      StoreReads stores,
      Partitioning partitioning,
      Freshness freshness,
      SourceWatch watch,
      Duration maxStaleness) {
    this.partitioning = partitioning;
    this.stores = stores;
    this.owner = new OwnerAnswers(new Polling(vertx), stores, freshness, watch, maxStaleness);
    this.standby = new StandbyAnswers(stores, freshness, maxStaleness);
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    int partition = partitioning.owner(query.key().jobId());
    return stores.readOwned(partition, query.key()) instanceof Read.Stored stored
        ? owner.answer(query, partition, stored.job(), deadline)
        : Future.succeededFuture(standby.answer(query, partition));
  }
}
