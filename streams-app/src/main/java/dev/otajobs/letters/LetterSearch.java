package dev.otajobs.letters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Looks for dead letters among the last 10,000 records of each partition, for at most ten seconds,
 * and keeps the newest that it finds: at most so many as were asked for, of at most 8 MiB together.
 * If the time is not enough, it has read the last ones. Blocks.
 *
 * @param settings of a consumer without a group, which gives up within seconds
 */
public record LetterSearch(Map<String, Object> settings, String topic) {

  /** Behind how many records of each partition the search begins, step by step. */
  private static final long[] STEPS = {1_000, 10_000};

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long MAX_BYTES = 8L * 1024 * 1024;

  private static final Comparator<Letter> OLDEST_FIRST =
      Comparator.comparing(Letter::time).thenComparing(Letter::place);

  /**
   * What was found.
   *
   * @param letters the newest first, each place once
   * @param isTruncated whether there may be more
   */
  public record Result(List<Letter> letters, boolean isTruncated) {

    public Result {
      letters = List.copyOf(letters);
    }
  }

  /**
   * Looks for them.
   *
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
   * @throws dev.otajobs.topics.TopicException if the topic does not exist
   */
  public Result find(LetterFilter filter, int limit) {
    Newest newest = new Newest(limit, MAX_BYTES);
    long end = System.nanoTime() + LONGEST.toNanos();
    try (LetterTopic letters = LetterTopic.open(settings, topic)) {
      long behind = 0;
      boolean more = true;
      for (long step : STEPS) {
        more = letters.readFrom(step, behind);
        while (letters.isBehind() && System.nanoTime() - end < 0) {
          letters.poll().stream().filter(filter::takes).forEach(newest::add);
        }
        if (letters.isBehind()) {
          return newest.result(true);
        }
        behind = step;
      }
      return newest.result(more);
    }
  }

  /** The newest of the letters that are added, each place once. */
  static final class Newest {

    private final int limit;
    private final long maxBytes;
    private final PriorityQueue<Letter> kept = new PriorityQueue<>(OLDEST_FIRST);

    // Under at-least-once a dead letter can be there twice.
    private final Set<String> places = new HashSet<>();
    private long bytes;
    private boolean isFull;

    Newest(int limit, long maxBytes) {
      this.limit = limit;
      this.maxBytes = maxBytes;
    }

    void add(Letter letter) {
      if (!places.add(letter.place())) {
        return;
      }
      kept.add(letter);
      bytes += letter.size();
      while (kept.size() > limit || bytes > maxBytes) {
        Letter oldest = kept.remove();
        bytes -= oldest.size();
        isFull = true;
      }
    }

    Result result(boolean isTruncated) {
      List<Letter> letters = new ArrayList<>(kept);
      letters.sort(OLDEST_FIRST.reversed());
      return new Result(letters, isTruncated || isFull);
    }
  }
}
