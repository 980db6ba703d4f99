package dev.otajobs.topics;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The end offsets of the source partitions, and the offsets that this application's group has
 * committed.
 *
 * @param ends the offset after the last record, of each partition: of those that were acknowledged,
 *     or of those that can be read, as {@link OffsetReader} says; without the partitions whose
 *     leader has not answered
 * @param committed without the partitions that the group has never read; empty if the committed
 *     offsets were not asked for
 */
public record EndOffsets(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {

  /** Before the brokers were asked. */
  public static final EndOffsets NONE = new EndOffsets(Map.of(), Map.of());

  public EndOffsets {
    ends = Map.copyOf(ends);
    committed = Map.copyOf(committed);
  }

  /** Whether the end of this partition is known. */
  public boolean has(TopicPartition partition) {
    return ends.containsKey(partition);
  }
}
