package dev.otajobs.peers.quarkus;

import io.quarkus.kafka.client.serialization.ObjectMapperSerde;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the events of each job, the job that they fold to, and the jobs of each firmware. */
@ApplicationScoped
public class TopologyProducer {

  static final String STORE = "ota-jobs";

  private static final String HISTORY = "ota-jobs-history";

  @ConfigProperty(name = "peer.topic")
  String topic;

  @Produces
  public Topology topology() {
    ObjectMapperSerde<JobEvent> events = new ObjectMapperSerde<>(JobEvent.class);
    ObjectMapperSerde<Events> histories = new ObjectMapperSerde<>(Events.class);
    ObjectMapperSerde<Job> jobs = new ObjectMapperSerde<>(Job.class);
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(IndexProcessor.STORE),
            Serdes.String(),
            Serdes.ByteArray()));
    builder.stream(topic, Consumed.with(Serdes.String(), events))
        .groupByKey(Grouped.with(Serdes.String(), events))
        .aggregate(
            Events::new,
            (jobId, event, all) -> all.add(event),
            Materialized.<String, Events>as(Stores.persistentKeyValueStore(HISTORY))
                .withKeySerde(Serdes.String())
                .withValueSerde(histories)
                // With a cache jobs would change at commits only, once a second.
                .withCachingDisabled())
        .mapValues(
            Events::fold,
            Materialized.<String, Job>as(Stores.persistentKeyValueStore(STORE))
                .withKeySerde(Serdes.String())
                .withValueSerde(jobs))
        .toStream()
        .process(IndexProcessor::new, IndexProcessor.STORE);
    return builder.build();
  }
}
