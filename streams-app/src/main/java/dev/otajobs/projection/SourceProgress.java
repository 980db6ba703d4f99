package dev.otajobs.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** How far this instance has processed each source partition since it opened its store. */
public final class SourceProgress {

  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();
  private final AtomicLong moved = new AtomicLong();

  void moved() {
    moved.incrementAndGet();
  }

  /** How many records this instance has moved to the partition of their key. */
  public long movedRecords() {
    return moved.get();
  }

  /**
   * The store of this partition was opened anew. It may stand before what was processed the last
   * time: what was not committed then is gone if the task did not end in peace.
   */
  void begun(int partition) {
    next.keySet().removeIf(known -> known.partition() == partition);
    generations.merge(partition, 1, Integer::sum);
  }

  /** How often the store of this partition was opened; what was known of it before is past. */
  public int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }

  void processed(String topic, int partition, long offset) {
    next.merge(new TopicPartition(topic, partition), offset + 1, Math::max);
  }

  /** The offset after the last record processed; 0 if there was none. */
  public long nextOffset(TopicPartition partition) {
    return next.getOrDefault(partition, 0L);
  }
}
