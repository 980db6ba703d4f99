package dev.otajobs.projection;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells how far the table of packages is. Kafka Streams puts what a poll returned into the table
 * before it polls again.
 */
final class PackageConsumer extends KafkaConsumer<byte[], byte[]> {

  private final PackageProgress progress;
  private Map<TopicPartition, OffsetAndMetadata> returned = Map.of();

  PackageConsumer(Map<String, Object> config, PackageProgress progress) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.progress = progress;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    note(returned);
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    returned = polled.nextOffsets();
    for (TopicPartition partition : assignment()) {
      if (polled.records(partition).isEmpty()) {
        notePosition(partition);
      }
    }
    return polled;
  }

  private void note(Map<TopicPartition, OffsetAndMetadata> next) {
    next.forEach((partition, offset) -> progress.reached(partition.partition(), offset.offset()));
  }

  /** Of a partition that returned nothing: there were only markers, or nothing at all. */
  private void notePosition(TopicPartition partition) {
    try {
      progress.reached(partition.partition(), position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      // It is being looked up; the next poll asks again.
    }
  }
}
