package dev.otajobs.peers.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads jobs from the store of this, the only instance. */
@ApplicationScoped
public class JobQueries {

  @Inject KafkaStreams streams;

  private final Serializer<String> keys = Serdes.String().serializer();

  boolean ready() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /**
   * The job, or null. Only the partition of the id is looked at, not all of them.
   *
   * @throws InvalidStateStoreException while the store is restored or moves
   */
  Job find(String jobId) {
    KeyQueryMetadata metadata =
        streams.queryMetadataForKey(TopologyProducer.STORE, jobId, keys);
    if (metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new InvalidStateStoreException("The partitions are not assigned yet");
    }
    ReadOnlyKeyValueStore<String, Job> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                    TopologyProducer.STORE, QueryableStoreTypes.<String, Job>keyValueStore())
                .withPartition(metadata.partition()));
    Job job = store.get(jobId);
    return job == null || job.createdAt == null ? null : job;
  }
}
