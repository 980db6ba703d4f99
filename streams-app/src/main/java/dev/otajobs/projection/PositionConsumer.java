package dev.otajobs.projection;

import dev.otajobs.ingest.LargeRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Notes after each poll where it stands. What is committed would not do: nothing is committed of a
 * partition in which there is no record, only markers or what retention has left, and another
 * member may have committed it.
 */
final class PositionConsumer extends KafkaConsumer<byte[], byte[]> {

  private final SourceProgress progress;

  PositionConsumer(Map<String, Object> config, SourceProgress progress) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.progress = progress;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    polled.nextOffsets().forEach((partition, next) -> note(partition, next, polled));
    assignment().stream().filter(progress::needsPosition).forEach(this::askForPosition);
    return LargeRecords.cut(polled);
  }

  private void note(
      TopicPartition partition, OffsetAndMetadata next, ConsumerRecords<byte[], byte[]> polled) {
    List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
    if (records.isEmpty()) {
      progress.polled(partition, next.offset());
    } else {
      progress.returned(partition, records.get(records.size() - 1).offset(), next.offset());
    }
  }

  private void askForPosition(TopicPartition partition) {
    try {
      progress.polled(partition, position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      // It is being looked up; the next poll asks again.
    }
  }
}
