package dev.otajobs.query.local;

import dev.otajobs.projection.SourceProgress;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.freshness.BrokerWatch;
import dev.otajobs.query.freshness.Freshness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Looks up jobs in this instance's own stores, as the owner of the partition or as a standby. */
public final class LocalJobs implements JobLookup {

  private final SourceProgress progress;
  private final JobLookup owner;
  private final JobLookup standby;

  /**
   * @param maxStaleness maximum age of an answer when the caller sets none
   */
  public LocalJobs(
      Vertx vertx,
      SourceProgress progress,
      StoreReads stores,
      Freshness freshness,
      BrokerWatch watch,
      Duration maxStaleness) {
    this.progress = progress;
    this.owner = new OwnerAnswers(new Polling(vertx), stores, freshness, watch, maxStaleness);
    this.standby = new StandbyAnswers(stores, freshness, maxStaleness);
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    boolean owned = progress.owned(query.partition()).isPresent();
    return (owned ? owner : standby).find(query, deadline);
  }
}
