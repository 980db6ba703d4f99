package dev.otajobs.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How far this instance has processed each source partition since it started. */
public final class SourceProgress {

  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

  void processed(String topic, int partition, long offset) {
    next.merge(new TopicPartition(topic, partition), offset + 1, Math::max);
  }

  /** The offset after the last record processed; 0 if there was none. */
  public long nextOffset(TopicPartition partition) {
    return next.getOrDefault(partition, 0L);
  }
}
