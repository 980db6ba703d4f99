package dev.otajobs.projection;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Tells each store's {@link StandbyProgress} of its own changelog: the stores of a partition are
 * read one after the other, and their offsets have nothing to do with each other.
 *
 * @param byStore by the name of the store; others are passed over
 */
public record StandbyUpdates(Map<String, StandbyProgress> byStore)
    implements StandbyUpdateListener {

  public StandbyUpdates {
    byStore = Map.copyOf(byStore);
  }

  /**
   * A changelog is read up to an offset, and what came of it is in its store.
   *
   * @param last the offset of the last record that came; -1 for none
   * @param next that from which is read on
   */
  void reached(TopicPartition changelog, long last, long next) {
    byStore.values().forEach(progress -> progress.reached(changelog, last, next));
  }

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
    StandbyProgress progress = byStore.get(store);
    if (progress != null) {
      progress.onUpdateStart(changelog, store, startingOffset);
    }
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog,
      String store,
      TaskId task,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    StandbyProgress progress = byStore.get(store);
    if (progress != null) {
      progress.onBatchLoaded(changelog, store, task, batchEndOffset, batchSize, currentEndOffset);
    }
  }

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog,
      String store,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    StandbyProgress progress = byStore.get(store);
    if (progress != null) {
      progress.onUpdateSuspended(changelog, store, storeOffset, currentEndOffset, reason);
    }
  }
}
