package dev.otajobs.letters;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for dead letters among the last 10,000 records of each partition, for at most ten seconds,
 * and keeps the newest that it finds: at most so many as were asked for, of at most 8 MiB together.
 * Blocks.
 *
 * @param settings of a consumer without a group
 */
public record LetterSearch(Map<String, Object> settings, String topic) {

  private static final long LAST = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long MAX_BYTES = 8L * 1024 * 1024;

  /**
   * What was found.
   *
   * @param letters the newest first, each place once
   * @param isTruncated whether there may be more
   */
  public record Result(List<Letter> letters, boolean isTruncated) {}

  /**
   * Looks for them.
   *
   * @throws RuntimeException if the brokers do not answer
   */
  public Result find(LetterFilter filter, int limit) {
    Deque<Letter> found = new ArrayDeque<>();
    // Under at-least-once a dead letter can be there twice.
    Set<String> places = new HashSet<>();
    long bytes = 0;
    long end = System.nanoTime() + LONGEST.toNanos();
    try (LetterTopic letters = LetterTopic.open(settings, topic)) {
      boolean truncated = letters.skipToLast(LAST);
      while (letters.isBehind() && System.nanoTime() - end < 0) {
        for (Letter letter : letters.poll()) {
          if (filter.takes(letter) && places.add(letter.place())) {
            found.add(letter);
            bytes += size(letter);
          }
          while (found.size() > limit || bytes > MAX_BYTES) {
            bytes -= size(found.removeFirst());
            truncated = true;
          }
        }
      }
      return new Result(newestFirst(found), truncated || letters.isBehind());
    }
  }

  private static List<Letter> newestFirst(Deque<Letter> found) {
    List<Letter> letters = new ArrayList<>(found);
    Collections.reverse(letters);
    letters.sort(Comparator.comparing(Letter::time).reversed());
    return List.copyOf(letters);
  }

  private static long size(Letter letter) {
    byte[] value = letter.value();
    return value == null ? 0 : value.length;
  }
}
