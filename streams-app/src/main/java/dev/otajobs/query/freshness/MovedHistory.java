package dev.otajobs.query.freshness;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was known within the last minute of how misplaced events are on their way. A copy that has
 * everything up to a time has what was moved before that time, so it needs what was known then, not
 * what is known now. Keeps the last 512 observations. Written by one thread, read by any.
 */
final class MovedHistory {

  private static final int CAPACITY = 512;

  /**
   * What was known at a time.
   *
   * @param time at which it was true already
   * @param endings of the tails until then
   * @param asOf every misplaced event that was written before this time has been moved or is in a
   *     tail; empty if that is not known of any time
   * @param movedAsOf the same without the tails
   */
  record Known(long time, int endings, OptionalLong asOf, OptionalLong movedAsOf) {}

  private final AtomicReferenceArray<@Nullable Known> history =
      new AtomicReferenceArray<>(CAPACITY);
  private volatile long count;

  /** Times come in order. */
  void add(Known known) {
    long next = count;
    history.set((int) (next % CAPACITY), known);
    count = next + 1;
  }

  /** The latest that was known before this time; empty if none is kept. */
  Optional<Known> before(long time) {
    long newest = count - 1;
    for (long i = newest; i >= 0 && i > newest - CAPACITY; i--) {
      Known known = history.get((int) (i % CAPACITY));
      if (known != null && known.time() - time <= 0) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}
