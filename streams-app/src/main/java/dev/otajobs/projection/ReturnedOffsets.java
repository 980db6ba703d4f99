package dev.otajobs.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a restore consumer got in its last poll. Kafka Streams puts what a poll returned into the
 * stores before it polls again, and then the stores are that far. For one thread.
 */
final class ReturnedOffsets {

  private static final long NONE = -1;

  /**
   * Of a changelog.
   *
   * @param last the offset of the last record; -1 for none
   * @param next the offset from which the next poll reads: behind markers, too
   */
  private record Returned(long last, long next) {}

  private final StandbyUpdates standbys;
  private final Map<TopicPartition, Returned> returned = new HashMap<>();

  ReturnedOffsets(StandbyUpdates standbys) {
    this.standbys = standbys;
  }

  /** Another poll begins: what the last one returned is in the stores. */
  void polling() {
    returned.forEach(
        (changelog, offsets) -> standbys.reached(changelog, offsets.last(), offsets.next()));
    returned.clear();
  }

  /** This was returned. */
  void polled(ConsumerRecords<byte[], byte[]> polled) {
    polled
        .nextOffsets()
        .forEach(
            (changelog, next) -> {
              List<ConsumerRecord<byte[], byte[]>> records = polled.records(changelog);
              long last = records.isEmpty() ? NONE : records.get(records.size() - 1).offset();
              returned.put(changelog, new Returned(last, next.offset()));
            });
  }

  /** These changelogs are read from elsewhere: their stores may be begun anew, and have less. */
  void sought(Collection<TopicPartition> changelogs) {
    returned.keySet().removeAll(Set.copyOf(changelogs));
  }

  /** Only these are read from now on. */
  void assigned(Collection<TopicPartition> changelogs) {
    returned.keySet().retainAll(new HashSet<>(changelogs));
  }
}
