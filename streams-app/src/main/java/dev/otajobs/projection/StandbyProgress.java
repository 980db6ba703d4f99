package dev.otajobs.projection;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/** How far this instance's standbys have read the store's changelog. Thread-safe. */
public final class StandbyProgress implements StandbyUpdateListener {

  private final Map<Integer, Long> next = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
    generations.merge(changelog.partition(), 1, Integer::sum);
    next.put(changelog.partition(), startingOffset);
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog,
      String store,
      TaskId task,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    next.put(changelog.partition(), batchEndOffset + 1);
  }

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog,
      String store,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    next.remove(changelog.partition());
  }

  /** How often a standby of this partition was begun; what was known of one before is past. */
  public int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }

  /** The partitions that this instance keeps a standby of. */
  public Set<Integer> partitions() {
    return Set.copyOf(next.keySet());
  }

  /** The changelog offset after the last record restored; empty if there is no standby here. */
  public OptionalLong restored(int partition) {
    Long offset = next.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
