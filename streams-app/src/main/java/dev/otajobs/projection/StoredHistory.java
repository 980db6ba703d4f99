package dev.otajobs.projection;

import dev.otajobs.codec.HistoryCodec;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A job's history as it lies in its store: a record for each change, and one for what fell out.
 *
 * @param earlier what fell out
 * @param keys of the changes
 * @param changes of these keys
 */
public record StoredHistory(
    Optional<JobHistory.Earlier> earlier, List<byte[]> keys, List<JobChange> changes) {

  /** Reads a job's part of the store. */
  public static StoredHistory read(ReadOnlyKeyValueStore<byte[], byte[]> store, JobKey key) {
    Optional<JobHistory.Earlier> earlier = Optional.empty();
    List<byte[]> keys = new ArrayList<>();
    List<JobChange> changes = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> stored =
        store.range(HistoryKey.earlier(key), HistoryKey.end(key))) {
      while (stored.hasNext()) {
        KeyValue<byte[], byte[]> next = stored.next();
        if (HistoryKey.isChange(key, next.key)) {
          keys.add(next.key);
          changes.add(HistoryCodec.change(next.value));
        } else {
          earlier = Optional.of(HistoryCodec.earlier(next.value));
        }
      }
    }
    return new StoredHistory(earlier, keys, changes);
  }

  /**
   * The history.
   *
   * @param most how many changes it has at most
   */
  public JobHistory history(int most) {
    return JobHistory.of(earlier, changes, most);
  }
}
