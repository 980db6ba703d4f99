package dev.otajobs.projection;

import dev.otajobs.codec.StoredJobSerde;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Partitioning;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/** Lays out the topology: two sources, one processor with its store, three sinks. */
public final class OtaJobTopology {

  /** The store of jobs, by {@link dev.otajobs.job.JobKey#text}. */
  public static final String STORE = "ota-jobs";

  static final String EVENTS = "events";
  static final String FOLD = "fold-events";
  static final String VIEWS = "views";
  static final String DEAD_LETTERS = "dead-letters";
  static final String MISPLACED = "misplaced";

  private OtaJobTopology() {}

  /** The topic of the store's changelog, as Kafka Streams names it. */
  public static String changelog(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  /**
   * The topology of the service.
   *
   * @param maxRecordBytes that a dead letter may have beside its reason
   */
  public static Topology build(
      TopicsConfig topics,
      Partitioning partitioning,
      int maxRecordBytes,
      Ingest ingest,
      ProjectionMetrics metrics,
      SourceProgress progress) {
    Topology topology = new Topology();
    // Records as bytes: a dead letter is then exactly what was read.
    topology.addSource(
        EVENTS,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.events(),
        topics.misplaced());
    // Judges each record, folds its event into the store.
    topology.addProcessor(
        FOLD, () -> new FoldProcessor(topics, maxRecordBytes, ingest, metrics, progress), EVENTS);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), new StoredJobSerde())
            // A cache would hold back the changelog, and with it the standbys, until the commit.
            .withCachingDisabled()
            .withLoggingEnabled(
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        FOLD);
    // The read model for other systems: a record whenever what users see of a job changes.
    addSink(topology, VIEWS, topics.views());
    // What could not be folded, with its reason.
    addSink(topology, DEAD_LETTERS, topics.deadLetters());
    // Events of producers with another partitioner, on their way to the partition that owns them.
    topology.addSink(
        MISPLACED,
        topics.misplaced(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        toOwner(partitioning),
        FOLD);
    return topology;
  }

  private static void addSink(Topology topology, String name, String topic) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), FOLD);
  }

  private static StreamPartitioner<byte[], byte[]> toOwner(Partitioning partitioning) {
    return (topic, key, value, partitions) -> Optional.of(Set.of(partitioning.owner(key)));
  }
}
