package dev.otajobs.faults.workload;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.faults.history.History;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.testkit.service.EventProducer;
import dev.otajobs.testkit.service.ServiceSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends events and notes when the broker acknowledges them. */
public final class EventSender implements AutoCloseable {

  private final String topic;
  private final Partitioning partitioning;
  private final EventProducer producer;
  private final History history;
  private final Catalog catalog;

  /**
   * @param settings of the service whose events these are
   */
  public EventSender(
      ServiceSettings settings, Partitioning partitioning, History history, Catalog catalog) {
    this.topic = settings.get("topics.events");
    this.partitioning = partitioning;
    this.history = history;
    this.catalog = catalog;
    this.producer =
        new EventProducer(
            settings,
            Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20));
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
    return producer.encode(topic, event);
  }

  private CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> record) {
    return producer
        .send(record)
        .whenComplete(
            (metadata, failure) -> {
              if (failure != null) {
                history.unknownFate();
              }
            })
        .thenApply(metadata -> new Position(metadata.partition(), metadata.offset()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Waits for what was sent, for at most 30 seconds. */
  @Override
  public void close() {
    producer.close();
  }
}
