package dev.otajobs.query;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.StoredJob;
import dev.otajobs.projection.OtaJobTopology;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads this instance's stores, of the partitions that it owns or of those that it keeps a standby
 * of. All that a rebalance can bring, from the handle and from the read, ends here.
 *
 * <p>Reads go through the store handle of the one partition, not through {@code
 * KafkaStreams.query}: in 4.3.1 that locks the store and its position in the opposite order to
 * writes, and deadlocks with the stream thread (KAFKA-19629).
 */
final class StoreReads {

  private final KafkaStreams streams;
  private final boolean standbys;
  private final AtomicReferenceArray<ReadOnlyKeyValueStore<String, StoredJob>> stores;

  private StoreReads(KafkaStreams streams, int partitions, boolean standbys) {
    this.streams = streams;
    this.standbys = standbys;
    this.stores = new AtomicReferenceArray<>(partitions);
  }

  /** Of partitions that this instance owns. */
  static StoreReads owned(KafkaStreams streams, int partitions) {
    return new StoreReads(streams, partitions, false);
  }

  /** Of any partition that this instance holds, a restoring one too. */
  static StoreReads any(KafkaStreams streams, int partitions) {
    return new StoreReads(streams, partitions, true);
  }

  /** What a read brings. */
  sealed interface Read {

    /** What the store holds under the key. */
    record Stored(Optional<StoredJob> job) implements Read {}

    /** There is no such store here at this moment. */
    record NotHere(String why) implements Read {}
  }

  Read read(int partition, JobKey key) {
    try {
      return new Read.Stored(Optional.ofNullable(store(partition).get(key.text())));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // The latter is how Kafka Streams says that it is neither running nor rebalancing.
      stores.set(partition, null);
      return new Read.NotHere("partition " + partition + ": " + e.getMessage());
    }
  }

  /** The handle finds the store of the moment on every read, so it can be kept. */
  private ReadOnlyKeyValueStore<String, StoredJob> store(int partition) {
    ReadOnlyKeyValueStore<String, StoredJob> store = stores.get(partition);
    if (store == null) {
      StoreQueryParameters<ReadOnlyKeyValueStore<String, StoredJob>> of =
          StoreQueryParameters.fromNameAndType(
                  OtaJobTopology.STORE, QueryableStoreTypes.<String, StoredJob>keyValueStore())
              .withPartition(partition);
      store = streams.store(standbys ? of.enableStaleStores() : of);
      stores.set(partition, store);
    }
    return store;
  }
}
