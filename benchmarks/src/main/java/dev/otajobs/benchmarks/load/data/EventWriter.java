package dev.otajobs.benchmarks.load.data;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.testkit.service.EventProducer;
import dev.otajobs.testkit.service.ServiceSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes events, for the service or for the peers. */
public final class EventWriter implements AutoCloseable {

  private final EventProducer producer;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param settings have the addresses of brokers and registry
   * @param lingerMillis 0 for events that are waited for, more for many of them
   */
  public EventWriter(ServiceSettings settings, int lingerMillis) {
    producer =
        new EventProducer(
            settings,
            Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMillis,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"));
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
    byte[] value = forPeers ? PeerEvents.json(event) : producer.encode(topic, event);
    byte[] key = event.getJobId().getBytes(StandardCharsets.UTF_8);
    return producer
        .send(new ProducerRecord<>(topic, key, value))
        .whenComplete(
            (metadata, exception) -> {
              if (exception != null) {
                failure.set(exception);
              }
            });
  }

  /** Waits for what was sent, for at most 30 seconds. */
  @Override
  public void close() {
    producer.close();
  }
}
