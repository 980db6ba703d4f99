package dev.otajobs.query.local;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.StoredJob;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.SourceProgress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * Reads this instance's stores. All that a rebalance can bring, from the handle and from the read,
 * ends here.
 *
 * <p>Reads go through the store handle of the one partition, not through {@code
 * KafkaStreams.query}: in 4.3.1 that locks the store and its position in the opposite order to
 * writes, and deadlocks with the stream thread (KAFKA-19629). The handle also reads what is being
 * restored, or it would refuse every partition of a thread that restores one; so who owns a
 * partition is asked of the processor, before and after the read.
 */
public final class StoreReads {

  private final KafkaStreams streams;
  private final SourceProgress progress;
  private final AtomicReferenceArray<ReadOnlyKeyValueStore<String, StoredJob>> stores;

  public StoreReads(KafkaStreams streams, SourceProgress progress, int partitions) {
    this.streams = streams;
    this.progress = progress;
    this.stores = new AtomicReferenceArray<>(partitions);
  }

  /** What a read brings. */
  sealed interface Read {

    /** What the store holds under the key. */
    record Stored(Optional<StoredJob> job) implements Read {}

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

  /** Reads whatever store there is of the partition: a standby's, one that is being restored. */
  Read read(int partition, JobKey key) {
    ReadOnlyKeyValueStore<String, StoredJob> known = stores.get(partition);
    if (known != null) {
      try {
        return stored(known, key);
      } catch (StreamsException | IllegalStateException e) {
        // It was closed; there may be another one by now.
        stores.compareAndSet(partition, known, null);
      }
    }
    try {
      ReadOnlyKeyValueStore<String, StoredJob> found = open(partition);
      Read read = stored(found, key);
      stores.set(partition, found);
      return read;
    } catch (StreamsException | IllegalStateException e) {
      // The latter is how Kafka Streams says that it is neither running nor rebalancing.
      return new Read.NotHere("partition " + partition + ": " + e.getMessage());
    }
  }

  private static Read stored(ReadOnlyKeyValueStore<String, StoredJob> store, JobKey key) {
    return new Read.Stored(Optional.ofNullable(store.get(key.text())));
  }

  private ReadOnlyKeyValueStore<String, StoredJob> open(int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(OtaJobTopology.STORE, new PartitionStore())
            .withPartition(partition)
            .enableStaleStores());
  }

  /**
   * The store of the one partition itself. What {@link QueryableStoreTypes} hands out looks for it
   * anew on every read, among all tasks of all threads, under their locks.
   */
  private static final class PartitionStore
      implements QueryableStoreType<ReadOnlyKeyValueStore<String, StoredJob>> {

    private final QueryableStoreType<ReadOnlyKeyValueStore<String, StoredJob>> type =
        QueryableStoreTypes.keyValueStore();

    @Override
    public boolean accepts(StateStore store) {
      return type.accepts(store);
    }

    @Override
    public ReadOnlyKeyValueStore<String, StoredJob> create(
        StateStoreProvider provider, String storeName) {
      return provider.stores(storeName, type).get(0);
    }
  }
}
