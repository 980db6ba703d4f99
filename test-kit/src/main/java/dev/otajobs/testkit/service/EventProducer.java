package dev.otajobs.testkit.service;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.AvroSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events, or other bytes, as the producers of events do. Safe for several threads. */
public final class EventProducer implements AutoCloseable {

  private final AvroSerializer<OtaJobEvent> serializer = new AvroSerializer<>();
  private final Producer<byte[], byte[]> producer;

  /**
   * @param settings have the addresses of brokers and registry
   * @param own settings of Kafka's producer, beside the addresses and acknowledgement by all
   */
  public EventProducer(ServiceSettings settings, Map<String, Object> own) {
    String registry = "schema.registry.url";
    serializer.configure(Map.of(registry, settings.get(registry)), false);
    Map<String, Object> all = new HashMap<>(own);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get("bootstrap.servers"));
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    ByteArraySerializer asIs = new ByteArraySerializer();
    producer = new KafkaProducer<>(all, asIs, asIs);
  }

  /** The event's bytes in the wire format; registers the schema for this topic. */
  public byte[] encode(String topic, OtaJobEvent event) {
    return Objects.requireNonNull(serializer.serialize(topic, event));
  }

  /** Sends a record; where it is, once all replicas that are in sync have it. */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                sent.complete(metadata);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  /** Returns once all that was sent is acknowledged or has failed. */
  public void flush() {
    producer.flush();
  }

  /** Waits for what was sent, for at most 30 seconds. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(30));
  }
}
