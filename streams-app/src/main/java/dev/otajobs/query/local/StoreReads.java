package dev.otajobs.query.local;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.SourceProgress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * Reads this instance's partitions of the table. All exceptions that a rebalance can bring, from
 * the handle and from the read, end here.
 *
 * <p>Reads go through the store handle of the one partition, which is kept: a read through {@code
 * KafkaStreams.query} costs 1.6 times as much (ADR 14). The handle also reads a store that is being
 * restored, so the owner of a partition is asked of {@link SourceProgress}, before and after the
 * read.
 */
public final class StoreReads {

  private final KafkaStreams streams;
  private final SourceProgress progress;
  private final IsolationLevel isolation;
  private final AtomicReferenceArray<StoreHandle> stores;

  /**
   * @param isolation whether reads see what is not committed yet; it makes a difference only while
   *     the stores are transactional
   */
  public StoreReads(
      KafkaStreams streams, SourceProgress progress, int partitions, IsolationLevel isolation) {
    this.streams = streams;
    this.progress = progress;
    this.isolation = isolation;
    this.stores = new AtomicReferenceArray<>(partitions);
  }

  /** What a read brings. */
  sealed interface Read {

    /** The same read of other jobs, if it brought any or none. */
    default Read map(UnaryOperator<Optional<Jobs>> change) {
      return this instanceof Stored stored ? new Stored(change.apply(stored.jobs())) : this;
    }

    /** What the store holds under the JobId: nothing, if it does not have it. */
    record Stored(Optional<Jobs> jobs) implements Read {

      /** The one account's job. */
      Optional<Job> job(JobKey key) {
        return jobs.flatMap(all -> all.of(key.accountId()));
      }
    }

    /** There is no such store here at this moment. */
    record NotHere(String why) implements Read {}
  }

  /** Reads the store that this instance, as the partition's owner, writes to. */
  Read readOwned(int partition, JobKey key) {
    OptionalInt before = progress.owned(partition);
    if (before.isEmpty()) {
      return new Read.NotHere("partition " + partition + " is not owned here");
    }
    Read read = read(partition, key);
    return before.equals(progress.owned(partition))
        ? read
        : new Read.NotHere("partition " + partition + " changes hands");
  }

  /** Which time it is that this instance owns the partition; empty if it does not. */
  OptionalInt generation(int partition) {
    return progress.owned(partition);
  }

  /** Whether this instance owns the partition. */
  boolean owns(int partition) {
    return progress.owned(partition).isPresent();
  }

  /**
   * Whether a read of this owned partition shows everything that is processed of the job. While
   * reads see only what is committed, an event may be processed and not be shown yet; then neither
   * the absence of the job nor the position of the event may be answered for.
   *
   * @param change that was made to what was read before it was shown
   */
  boolean isSettled(
      int partition, JobKey key, UnaryOperator<Optional<Jobs>> change, Read.Stored shown) {
    if (isolation == IsolationLevel.READ_UNCOMMITTED) {
      return true;
    }
    OptionalInt before = progress.owned(partition);
    try {
      return before.isPresent()
          && stored(open(partition, IsolationLevel.READ_UNCOMMITTED), key).map(change).equals(shown)
          && before.equals(progress.owned(partition));
    } catch (StreamsException | IllegalStateException e) {
      // The partition is being handed to another instance; the caller reads again.
      return false;
    }
  }

  /** Reads whatever store there is of the partition: a standby's, one that is being restored. */
  Read read(int partition, JobKey key) {
    StoreHandle known = stores.get(partition);
    if (known != null) {
      try {
        return stored(known, key);
      } catch (StreamsException | IllegalStateException e) {
        // It was closed; there may be another one by now.
        stores.compareAndSet(partition, known, null);
      }
    }
    try {
      StoreHandle found = open(partition, isolation);
      Read read = stored(found, key);
      stores.set(partition, found);
      return read;
    } catch (StreamsException | IllegalStateException e) {
      // The latter is how Kafka Streams says that it is neither running nor rebalancing.
      return new Read.NotHere("partition " + partition + ": " + e.getMessage());
    }
  }

  private static Read.Stored stored(StoreHandle store, JobKey key) {
    return new Read.Stored(store.get(key.jobId()));
  }

  private StoreHandle open(int partition, IsolationLevel level) {
    return StoreHandle.of(
        streams.store(
            StoreQueryParameters.fromNameAndType(OtaJobTopology.STORE, new PartitionStore())
                .withPartition(partition)
                .enableStaleStores()),
        level);
  }

  /**
   * The store of the one partition itself. What {@link QueryableStoreTypes} hands out looks for it
   * anew on every read, among all tasks of all threads, under their locks.
   */
  private static final class PartitionStore
      implements QueryableStoreType<ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>>> {

    private final QueryableStoreType<ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>>> type =
        QueryableStoreTypes.timestampedKeyValueStore();

    @Override
    public boolean accepts(StateStore store) {
      return type.accepts(store);
    }

    @Override
    public ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>> create(
        StateStoreProvider provider, String storeName) {
      return provider.stores(storeName, type).get(0);
    }
  }
}
