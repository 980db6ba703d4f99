package dev.otajobs.projection;

import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/** How far this instance's standbys have read the changelog of one store. Thread-safe. */
public final class StandbyProgress implements StandbyUpdateListener {

  private final Map<Integer, Long> next = new ConcurrentHashMap<>();
  private final Set<Integer> promoted = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
    generations.merge(changelog.partition(), 1, Integer::sum);
    next.put(changelog.partition(), startingOffset);
    promoted.remove(changelog.partition());
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
    if (reason == SuspendReason.PROMOTED) {
      promoted.add(changelog.partition());
    } else {
      next.remove(changelog.partition());
    }
  }

  /** A standby that had become the owner is no longer: its store may be restored anew. */
  public void ownerEnded(int partition) {
    if (promoted.remove(partition)) {
      next.remove(partition);
    }
  }

  /** How often a standby of this partition was begun; what was known of one before is past. */
  public int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }

  /** The partitions that this instance keeps a standby of. */
  public Set<Integer> partitions() {
    Set<Integer> partitions = new HashSet<>(next.keySet());
    partitions.removeAll(promoted);
    return partitions;
  }

  /**
   * The changelog offset after the last record restored; of a standby that has become the owner,
   * what it was then. Empty if there is neither here.
   */
  public OptionalLong restored(int partition) {
    Long offset = next.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
