package dev.otajobs.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells how far the stores are that it reads changelogs for. Kafka Streams puts what a poll
 * returned into the stores before it polls again. The last record would not do: what an aborted
 * transaction has left, and the markers of transactions, are no records.
 */
final class RestoreConsumer extends KafkaConsumer<byte[], byte[]> {

  private final StandbyUpdates standbys;
  private final Map<TopicPartition, Long> returned = new HashMap<>();

  RestoreConsumer(Map<String, Object> config, StandbyUpdates standbys) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.standbys = standbys;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    returned.forEach(standbys::reached);
    returned.clear();
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    polled.nextOffsets().forEach((changelog, next) -> returned.put(changelog, next.offset()));
    return polled;
  }

  // A store that is begun anew may have less: what was returned for the one before is not its own.

  @Override
  public void assign(Collection<TopicPartition> changelogs) {
    returned.keySet().retainAll(new HashSet<>(changelogs));
    super.assign(changelogs);
  }

  @Override
  public void unsubscribe() {
    returned.clear();
    super.unsubscribe();
  }

  @Override
  public void seek(TopicPartition changelog, long offset) {
    returned.remove(changelog);
    super.seek(changelog, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> changelogs) {
    returned.keySet().removeAll(Set.copyOf(changelogs));
    super.seekToBeginning(changelogs);
  }
}
