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

  private record Restored(TopicPartition changelog, long next) {}

  private final Map<Integer, Restored> restored = new ConcurrentHashMap<>();
  private final Set<Integer> promoted = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Integer> generations = new ConcurrentHashMap<>();

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
    generations.merge(changelog.partition(), 1, Integer::sum);
    restored.put(changelog.partition(), new Restored(changelog, startingOffset));
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
    restored.put(changelog.partition(), new Restored(changelog, batchEndOffset + 1));
  }

  /**
   * All that is before this offset is restored: behind the last record there are only markers of
   * transactions and what aborted ones have left. Passed over if this is no standby's changelog, or
   * if that record is not known to be restored: a store that failed has not got it.
   */
  void reached(TopicPartition changelog, long last, long next) {
    if (!promoted.contains(changelog.partition())) {
      restored.computeIfPresent(
          changelog.partition(),
          (same, before) ->
              before.changelog().equals(changelog) && before.next() > last && before.next() < next
                  ? new Restored(changelog, next)
                  : before);
    }
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
      restored.remove(changelog.partition());
    }
  }

  /** A standby that had become the owner is no longer: its store may be restored anew. */
  public void ownerEnded(int partition) {
    if (promoted.remove(partition)) {
      restored.remove(partition);
    }
  }

  /** How often a standby of this partition was begun; what was known of one before is past. */
  public int generation(int partition) {
    return generations.getOrDefault(partition, 0);
  }

  /** The partitions that this instance keeps a standby of. */
  public Set<Integer> partitions() {
    Set<Integer> partitions = new HashSet<>(restored.keySet());
    partitions.removeAll(promoted);
    return partitions;
  }

  /**
   * The changelog offset below which everything is restored; of a standby that has become the
   * owner, what it was then. Empty if there is neither here.
   */
  public OptionalLong restored(int partition) {
    Restored known = restored.get(partition);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.next());
  }
}
