package dev.otajobs.query.freshness;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets that the group had committed within the last seconds, and the last ones before. Keeps
 * at most 64 observations. Thread-safe.
 */
final class CommitHistory {

  private static final int CAPACITY = 64;

  private record Commits(long time, Map<TopicPartition, Long> committed) {}

  private final ArrayDeque<Commits> history = new ArrayDeque<>();

  /** At this time the brokers were asked for these. Times come in order. */
  synchronized void add(long time, Map<TopicPartition, Long> committed) {
    while (history.size() >= CAPACITY) {
      history.removeFirst();
    }
    history.add(new Commits(time, committed));
  }

  /** The latest that were committed before this time; empty if none are known. */
  synchronized Optional<Map<TopicPartition, Long>> before(long time) {
    Optional<Map<TopicPartition, Long>> latest = Optional.empty();
    for (Commits commits : history) {
      if (commits.time() - time > 0) {
        break;
      }
      latest = Optional.of(commits.committed());
    }
    return latest;
  }
}
