package dev.otajobs.benchmarks.load.data;

import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.topics.KafkaAdmin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Writes events, for the service or for the peers. */
public final class EventWriter implements AutoCloseable {

  private final Serializer<OtaJobEvent> serializer;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param lingerMillis 0 for events that are waited for, more for many of them
   */
  public EventWriter(AppConfig config, int lingerMillis) {
    serializer = EventSerdes.serializer(config.serde());
    Map<String, Object> settings = KafkaAdmin.producer(config.kafka());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    ByteArraySerializer asIs = new ByteArraySerializer();
    producer = new KafkaProducer<>(settings, asIs, asIs);
  }

  /** Writes all events of these jobs; returns once the broker has them. */
  public void load(Dataset dataset, boolean forPeers) {
    String topic = forPeers ? dataset.peerTopic() : dataset.topic();
    for (long job = 0; job < dataset.jobs(); job++) {
      send(topic, forPeers, Lives.created(job));
      if (Dataset.hasWholeLife(job)) {
        send(topic, forPeers, Lives.started(job));
        send(topic, forPeers, Lives.modified(job, 0));
      }
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("cannot write the events", failure.get());
    }
  }

  /** Writes one event; where it is, once it is acknowledged. */
  public CompletableFuture<RecordMetadata> send(String topic, boolean forPeers, OtaJobEvent event) {
    byte[] value = forPeers ? PeerEvents.json(event) : serializer.serialize(topic, event);
    byte[] key = event.getJobId().getBytes(StandardCharsets.UTF_8);
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (metadata, exception) -> {
          if (exception == null) {
            sent.complete(metadata);
          } else {
            failure.set(exception);
            sent.completeExceptionally(exception);
          }
        });
    return sent;
  }

  /** Waits for what was sent, for at most 10 seconds. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
