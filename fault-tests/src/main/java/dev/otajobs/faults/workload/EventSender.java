package dev.otajobs.faults.workload;

import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.faults.history.History;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.topics.KafkaAdmin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Sends events and notes when the broker acknowledges them. */
public final class EventSender implements AutoCloseable {

  private final String topic;
  private final Partitioning partitioning;
  private final Serializer<OtaJobEvent> serializer;
  private final Producer<byte[], byte[]> producer;
  private final History history;
  private final Catalog catalog;

  public EventSender(
      AppConfig config, Partitioning partitioning, History history, Catalog catalog) {
    this.topic = config.topics().events();
    this.partitioning = partitioning;
    this.serializer = EventSerdes.serializer(config.serde());
    this.history = history;
    this.catalog = catalog;
    Map<String, Object> settings = new HashMap<>(KafkaAdmin.producer(config.kafka()));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
    ByteArraySerializer asIs = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(settings, asIs, asIs);
  }

  /** Where the broker has put the event. */
  public CompletableFuture<Position> send(OtaJobEvent event) {
    return send(event, partitioning.owner(event.getJobId()));
  }

  /** As {@link #send}, into the partition that librdkafka's default rule chooses. */
  public CompletableFuture<Position> sendForeign(OtaJobEvent event) {
    CRC32 crc = new CRC32();
    crc.update(bytes(event.getJobId()));
    return send(event, (int) (crc.getValue() % partitioning.partitions()));
  }

  private CompletableFuture<Position> send(OtaJobEvent event, int partition) {
    JobKey key = new JobKey(event.getJobId(), event.getAccountId());
    catalog.sending(key);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, bytes(event.getJobId()), encode(event));
    return send(record)
        .whenComplete(
            (position, failure) -> {
              if (failure == null) {
                history.acked(position);
                catalog.acked(key, position);
              }
            });
  }

  /** Sends a record that is broken on purpose. */
  public CompletableFuture<Position> sendPoison(
      ProducerRecord<byte[], byte[]> record, String kind) {
    return send(record)
        .whenComplete(
            (position, failure) -> {
              if (failure == null) {
                history.poisonAcked(position, kind);
              }
            });
  }

  /** The event's bytes, in the wire format. */
  public byte[] encode(OtaJobEvent event) {
    return serializer.serialize(topic, event);
  }

  private CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Position> sent = new CompletableFuture<>();
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure == null) {
            sent.complete(new Position(metadata.partition(), metadata.offset()));
          } else {
            history.unknownFate();
            sent.completeExceptionally(failure);
          }
        });
    return sent;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Waits for what was sent, for at most 30 seconds. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(30));
  }
}
