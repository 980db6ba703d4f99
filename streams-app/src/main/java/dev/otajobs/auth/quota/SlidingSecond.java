package dev.otajobs.auth.quota;

import java.time.Duration;

/** The times of the calls that were admitted within the last second. Not thread-safe. */
final class SlidingSecond {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int FIRST_CAPACITY = 16;

  /** A ring buffer of plain numbers: garbage collection would copy objects that live a second. */
  private long[] admitted = new long[FIRST_CAPACITY];

  private int oldest;
  private int size;

  Admission admit(long now, int atMost) {
    forget(now);
    if (size < atMost) {
      add(now);
      return new Admission.Admitted(now);
    }
    return new Admission.Throttled(Duration.ofNanos(roomAt(atMost) - now));
  }

  /** Forgets a call that was admitted at this time, unless it is forgotten already. */
  void giveBack(long at) {
    int found = size - 1;
    while (found >= 0 && admitted[place(found)] != at) {
      found--;
    }
    if (found >= 0) {
      for (int later = found + 1; later < size; later++) {
        admitted[place(later - 1)] = admitted[place(later)];
      }
      size--;
    }
  }

  private void add(long now) {
    if (size == admitted.length) {
      grow();
    }
    admitted[place(size++)] = now;
  }

  private void forget(long now) {
    while (size > 0 && now - admitted[oldest] >= SECOND) {
      oldest = place(1);
      size--;
    }
  }

  /** The time when fewer calls than this are left. Several must go if the quota was lowered. */
  private long roomAt(int atMost) {
    return admitted[place(size - atMost)] + SECOND;
  }

  int count(long now) {
    forget(now);
    return size;
  }

  boolean isIdle(long now) {
    return count(now) == 0;
  }

  /** The index of a call, by its position after the oldest one. */
  private int place(int after) {
    return (oldest + after) & (admitted.length - 1);
  }

  private void grow() {
    long[] more = new long[2 * admitted.length];
    for (int i = 0; i < size; i++) {
      more[i] = admitted[place(i)];
    }
    admitted = more;
    oldest = 0;
  }
}
