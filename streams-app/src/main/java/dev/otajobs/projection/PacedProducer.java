package dev.otajobs.projection;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Notes how long commits take, for {@link CommitPace}. */
final class PacedProducer extends KafkaProducer<byte[], byte[]> {

  private final CommitPace pace;

  PacedProducer(Map<String, Object> config, CommitPace pace) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.pace = pace;
  }

  @Override
  public void flush() {
    pace.spend(super::flush);
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    pace.spend(() -> super.sendOffsetsToTransaction(offsets, group));
  }

  @Override
  public void commitTransaction() {
    pace.spend(super::commitTransaction);
    pace.committed();
  }
}
