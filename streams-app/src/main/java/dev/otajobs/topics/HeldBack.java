package dev.otajobs.topics;

import java.time.Duration;

/**
 * What open transactions of producers hold back of a partition: nobody who reads committed records
 * can read it yet.
 *
 * @param time for how long this instance has seen it, 0 or more
 * @param records offsets from the first open transaction to the end, 1 or more: its own records,
 *     and whatever others wrote behind it
 */
public record HeldBack(Duration time, long records) {

  /** In words, for the log. */
  public String text() {
    return "an open transaction of a producer holds back %d records, seen for %d ms"
        .formatted(records, time.toMillis());
  }
}
