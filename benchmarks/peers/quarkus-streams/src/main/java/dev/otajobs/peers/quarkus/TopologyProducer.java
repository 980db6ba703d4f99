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

/** Folds the events of each job into a persistent store. */
@ApplicationScoped
public class TopologyProducer {

  static final String STORE = "ota-jobs";

  @ConfigProperty(name = "peer.topic")
  String topic;

  @Produces
  public Topology topology() {
    ObjectMapperSerde<JobEvent> events = new ObjectMapperSerde<>(JobEvent.class);
    ObjectMapperSerde<Job> jobs = new ObjectMapperSerde<>(Job.class);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(topic, Consumed.with(Serdes.String(), events))
        .groupByKey(Grouped.with(Serdes.String(), events))
        .aggregate(
            Job::new,
            (jobId, event, job) -> job.apply(event),
            Materialized.<String, Job>as(Stores.persistentKeyValueStore(STORE))
                .withKeySerde(Serdes.String())
                .withValueSerde(jobs));
    return builder.build();
  }
}
