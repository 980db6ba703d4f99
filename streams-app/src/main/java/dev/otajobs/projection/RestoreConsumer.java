package dev.otajobs.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells how far the stores are that it reads changelogs for. The last record would not do: what an
 * aborted transaction has left, and the markers of transactions, are no records.
 */
final class RestoreConsumer extends KafkaConsumer<byte[], byte[]> {

  private final ReturnedOffsets returned;

  RestoreConsumer(Map<String, Object> config, StandbyUpdates standbys) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.returned = new ReturnedOffsets(standbys);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    returned.polling();
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    returned.polled(polled);
    return polled;
  }

  @Override
  public void assign(Collection<TopicPartition> changelogs) {
    returned.assigned(changelogs);
    super.assign(changelogs);
  }

  @Override
  public void unsubscribe() {
    returned.assigned(List.of());
    super.unsubscribe();
  }

  @Override
  public void seek(TopicPartition changelog, long offset) {
    returned.sought(List.of(changelog));
    super.seek(changelog, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> changelogs) {
    returned.sought(changelogs);
    super.seekToBeginning(changelogs);
  }
}
