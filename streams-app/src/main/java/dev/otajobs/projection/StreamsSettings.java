package dev.otajobs.projection;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.StoreConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams: ours first, then what the operator passes through. */
public final class StreamsSettings {

  /** A partition that waits for the registry keeps its place in the group for this long. */
  public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

  private StreamsSettings() {}

  /**
   * All of them.
   *
   * @param server how other instances reach this one; empty if it is the only one
   */
  public static Properties of(
      KafkaConfig kafka, StoreConfig store, RocksDbMemory memory, Optional<String> server) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.applicationId());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, store.directory().toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, kafka.guarantee().name());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, kafka.streamThreads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, kafka.standbyReplicas());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
    settings.put(RocksDbSettings.MEMORY, memory);
    server.ifPresent(address -> settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
    // Kafka Streams would make a consumer of its own that tells no position: see ADR 17.
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    // A job's events may be replayed from the start of the topic; losing them to "latest" is loss.
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // What a producer aborted never happened, whatever our own guarantee.
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        Math.toIntExact(MAX_POLL_INTERVAL.toMillis()));
    // Until then the partitions of an instance that died are not written to by another one.
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    // Streams' 100 ms delay every changelog record, and so every standby, by as much.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // Four times the default: a backlog fills batches, and each costs a compressor's buffers.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 * 1024);
    // The topics decide how large a record may be; see TopicCheck.
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 64 * 1024 * 1024);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 64L * 1024 * 1024);
    // A record that waits may have 128.5 KiB: see LargeRecords.
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 250);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
    // The fold needs no order among topics: never wait for the one that has nothing.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimestamp.class);
    // Without one, a single record that meets a defect would end one instance after the other.
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DefectHandler.class);
    // After a SIGKILL only what was not committed is folded again, not the whole store: see ADR 15.
    settings.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(StreamsConfig.topicPrefix(TopicConfig.COMPRESSION_TYPE_CONFIG), "producer");
    // What is folded again after a crash, and for how long a moved event is not known to have
    // moved.
    settings.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, CommitPace.interval(kafka.guarantee()).toMillis());
    if (kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2) {
      // A transaction that a dead instance left open holds back restore and input for so long. With
      // less, the loss of a broker, which is noticed after 9 s by default, would fence all
      // instances.
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
    }
    settings.putAll(kafka.clientSettings());
    return settings;
  }
}
