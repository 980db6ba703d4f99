package dev.otajobs.projection;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the stores that this instance is to own are read back from the changelog. Logs the start,
 * the end, and between them a line every five seconds. Thread-safe.
 */
public final class RestoreProgress implements StateRestoreListener {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  /**
   * A store that is being restored.
   *
   * @param restored changelog records that were read back so far
   * @param total of them, markers of transactions included, so it may not be reached
   */
  public record Restoring(long restored, long total) {

    private Restoring and(Restoring other) {
      return new Restoring(restored + other.restored, total + other.total);
    }
  }

  private record Running(long startedAt, long loggedAt, Restoring progress) {}

  private final Map<TopicPartition, Running> running = new ConcurrentHashMap<>();

  /** By partition, all of its stores together. */
  public Map<Integer, Restoring> restoring() {
    Map<Integer, Restoring> now = new TreeMap<>();
    running.forEach(
        (changelog, restore) ->
            now.merge(changelog.partition(), restore.progress(), Restoring::and));
    return now;
  }

  /** Changelog records that are still to be read, all stores together. */
  public long remaining() {
    return running.values().stream()
        .mapToLong(restore -> restore.progress().total() - restore.progress().restored())
        .sum();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    long now = System.nanoTime();
    running.put(changelog, new Running(now, now, new Restoring(0, end - start)));
    LOG.info(
        "restoring, store={} partition={} records={}", store, changelog.partition(), end - start);
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long count) {
    running.computeIfPresent(changelog, (known, old) -> more(store, known, old, count));
  }

  private static Running more(String store, TopicPartition changelog, Running old, long count) {
    long now = System.nanoTime();
    Restoring progress = new Restoring(old.progress().restored() + count, old.progress().total());
    if (now - old.loggedAt() < LINE_EVERY_NANOS) {
      return new Running(old.startedAt(), old.loggedAt(), progress);
    }
    LOG.info(
        "restoring, store={} partition={} restored={} records={} seconds={}",
        store,
        changelog.partition(),
        progress.restored(),
        progress.total(),
        (now - old.startedAt()) / 1_000_000_000);
    return new Running(old.startedAt(), now, progress);
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    Running ended = running.remove(changelog);
    if (ended != null) {
      LOG.info(
          "restored, store={} partition={} records={} millis={}",
          store,
          changelog.partition(),
          total,
          (System.nanoTime() - ended.startedAt()) / 1_000_000);
    }
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    running.remove(changelog);
    LOG.info(
        "restore given up, store={} partition={} records={}", store, changelog.partition(), total);
  }
}
