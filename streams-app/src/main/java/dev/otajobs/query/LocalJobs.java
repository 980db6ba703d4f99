package dev.otajobs.query;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.job.StoredJob;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.query.JobAnswer.Absent;
import dev.otajobs.query.JobAnswer.Found;
import dev.otajobs.query.JobAnswer.Unavailable;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Finds jobs in this instance's stores.
 *
 * <p>Reads go through the store handle of the one partition, not through {@code
 * KafkaStreams.query}: in 4.3.1 that locks the store and its position in the opposite order to
 * writes, and deadlocks with the stream thread (KAFKA-19629).
 */
public final class LocalJobs implements JobFinder {

  private final KafkaStreams streams;
  private final Partitioning partitioning;
  private final BooleanSupplier caughtUp;
  private final AtomicReferenceArray<ReadOnlyKeyValueStore<String, StoredJob>> stores;

  /**
   * @param caughtUp whether all that was written before the start has been folded and nothing waits
   *     now; otherwise a job that is not in the store may still come
   */
  public LocalJobs(KafkaStreams streams, Partitioning partitioning, BooleanSupplier caughtUp) {
    this.streams = streams;
    this.partitioning = partitioning;
    this.caughtUp = caughtUp;
    this.stores = new AtomicReferenceArray<>(partitioning.partitions());
  }

  @Override
  public Future<JobAnswer> find(JobQuery query) {
    return Future.succeededFuture(find(query.key()));
  }

  private JobAnswer find(JobKey key) {
    int partition = partitioning.owner(key.jobId());
    StoredJob job;
    try {
      job = store(partition).get(key.text());
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // The latter is how Kafka Streams says that it is neither running nor rebalancing.
      stores.set(partition, null);
      return new Unavailable("partition " + partition + ": " + e.getMessage());
    }
    if (job == null) {
      return absentIfCaughtUp();
    }
    Optional<JobView> view = JobView.of(key, job.state());
    return view.isPresent() ? Found.fresh(view.get(), job.revision()) : absentIfCaughtUp();
  }

  private JobAnswer absentIfCaughtUp() {
    return caughtUp.getAsBoolean()
        ? new Absent()
        : new Unavailable("still reading what was written before the start");
  }

  /** The handle finds the store of the moment on every read, so it can be kept. */
  private ReadOnlyKeyValueStore<String, StoredJob> store(int partition) {
    ReadOnlyKeyValueStore<String, StoredJob> store = stores.get(partition);
    if (store == null) {
      store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                      OtaJobTopology.STORE, QueryableStoreTypes.<String, StoredJob>keyValueStore())
                  .withPartition(partition));
      stores.set(partition, store);
    }
    return store;
  }
}
