package dev.otajobs.client;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.AvroSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events of OTA jobs with what the service relies on: the JobId as key, Kafka's default
 * partitioner, an idempotent producer, and the acknowledgement of all in-sync replicas. Safe for
 * several threads; what one thread sends of a job keeps its order.
 */
public final class OtaJobProducer implements AutoCloseable {

  /** The events topic, if the service has its default. */
  public static final String TOPIC = "ota-job-events";

  /** What would take away a promise of this class. */
  private static final List<String> FIXED =
      List.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final Producer<String, @Nullable OtaJobEvent> producer;
  private final String topic;

  /**
   * With a producer of the caller's, which is closed with this one.
   *
   * @param producer must partition as Kafka's default does, or the service moves each event
   */
  public OtaJobProducer(Producer<String, @Nullable OtaJobEvent> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Opens a producer of the topic {@value #TOPIC}.
   *
   * @param settings of Kafka's producer and of {@link AvroSerializer}, at least {@code
   *     bootstrap.servers} and {@code schema.registry.url}
   * @throws ConfigException if a setting is missing or wrong, or takes away what this class
   *     promises
   */
  public static OtaJobProducer open(Map<String, String> settings) {
    return open(settings, TOPIC);
  }

  /** As {@link #open(Map)}, for another topic. */
  public static OtaJobProducer open(Map<String, String> settings, String topic) {
    Map<String, Object> all = new HashMap<>(settings);
    for (String fixed : FIXED) {
      if (all.containsKey(fixed)) {
        throw new ConfigException(fixed + " is set by OtaJobProducer: leave it out");
      }
    }
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    AvroSerializer<OtaJobEvent> serializer = new AvroSerializer<>();
    serializer.configure(all, false);
    return new OtaJobProducer(
        new KafkaProducer<>(all, new StringSerializer(), nullable(serializer)), topic);
  }

  /** Kafka's serializers take null for a tombstone, whatever their type says. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private static Serializer<@Nullable OtaJobEvent> nullable(
      AvroSerializer<OtaJobEvent> serializer) {
    return (Serializer<@Nullable OtaJobEvent>) (Object) serializer;
  }

  /**
   * Sends an event.
   *
   * @return where it stands, once all in-sync replicas have it; with this token a reader sees it
   */
  public CompletableFuture<Token> send(OtaJobEvent event) {
    return send(event.getJobId(), event);
  }

  /**
   * Erases the jobs of a JobId in every account.
   *
   * @return as {@link #send(OtaJobEvent)}
   */
  public CompletableFuture<Token> erase(String jobId) {
    return send(jobId, null);
  }

  private CompletableFuture<Token> send(String jobId, @Nullable OtaJobEvent event) {
    CompletableFuture<Token> written = new CompletableFuture<>();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, jobId, event),
            (place, failure) -> {
              if (failure == null) {
                written.complete(Token.at(place.partition(), place.offset()));
              } else {
                written.completeExceptionally(failure);
              }
            });
    return written;
  }

  /** Waits for what was sent, for at most 30 seconds. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
