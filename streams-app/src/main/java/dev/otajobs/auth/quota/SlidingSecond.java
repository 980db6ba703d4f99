package dev.otajobs.auth.quota;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;

/** When calls were admitted within the last second, oldest first. Not thread-safe. */
final class SlidingSecond {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ArrayDeque<Long> admitted = new ArrayDeque<>();

  Admission admit(long now, int atMost) {
    forget(now);
    if (admitted.size() < atMost) {
      admitted.add(now);
      return new Admission.Admitted();
    }
    return new Admission.Throttled(Duration.ofNanos(roomAt(atMost) - now));
  }

  private void forget(long now) {
    while (!admitted.isEmpty() && now - admitted.getFirst() >= SECOND) {
      admitted.removeFirst();
    }
  }

  /** When fewer than this many are left: more than one may have to go if the quota was lowered. */
  private long roomAt(int atMost) {
    Iterator<Long> oldest = admitted.iterator();
    long leaving = oldest.next();
    for (int left = admitted.size() - 1; left >= atMost; left--) {
      leaving = oldest.next();
    }
    return leaving + SECOND;
  }

  int count(long now) {
    forget(now);
    return admitted.size();
  }

  boolean isIdle(long now) {
    return count(now) == 0;
  }
}
