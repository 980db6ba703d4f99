package dev.otajobs.query;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.query.StoreReads.Read;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.SourceWatch;
import dev.otajobs.query.freshness.Trust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;

/** This instance: answers as the owner of the job's partition, or as one of its standbys. */
public final class LocalJobs implements JobReplica {

  private final Partitioning partitioning;
  private final SourceWatch watch;
  private final StoreReads ownedStores;
  private final OwnerAnswers owner;
  private final StandbyAnswers standby;

  /**
   * @param maxStaleness of a standby's answer to callers who do not say how old it may be
   */
  public LocalJobs(
      Vertx vertx,
      KafkaStreams streams,
      Partitioning partitioning,
      Freshness freshness,
      SourceWatch watch,
      Duration maxStaleness) {
    this.partitioning = partitioning;
    this.watch = watch;
    this.ownedStores = StoreReads.owned(streams, partitioning.partitions());
    this.owner = new OwnerAnswers(new Polling(vertx), ownedStores, freshness, watch);
    this.standby =
        new StandbyAnswers(
            StoreReads.any(streams, partitioning.partitions()), freshness, maxStaleness);
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    int partition = partitioning.owner(query.key().jobId());
    Read read = ownedStores.read(partition, query.key());
    if (!(read instanceof Read.Stored stored)) {
      return Future.succeededFuture(standby.answer(query, partition));
    }
    if (watch.trust() == Trust.SUSPECT) {
      return Future.succeededFuture(
          new JobAnswer.Unavailable("whether this instance is still the owner is being checked"));
    }
    return owner.answer(query, partition, stored.job(), deadline);
  }
}
