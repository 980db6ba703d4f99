package dev.otajobs.auth.nonces;

import dev.otajobs.auth.nonces.NonceMemory.Use;
import java.util.ArrayDeque;

/** The nonces of one access key. Not thread-safe. */
final class NoncesOfKey {

  private static final long SLICE_MILLIS =
      NonceMemory.KEPT_AT_MOST.minus(NonceMemory.KEPT).toMillis();

  /** The oldest first. There are at most one more than fit into {@link NonceMemory#KEPT}. */
  private final ArrayDeque<NonceSlice> slices = new ArrayDeque<>();

  /**
   * Uses a nonce.
   *
   * @param now in milliseconds since 1970-01-01T00:00:00Z
   */
  Use use(Nonce nonce, long now, int atMost) {
    forget(now);
    int remembered = 0;
    for (NonceSlice slice : slices) {
      if (slice.contains(nonce)) {
        return Use.USED;
      }
      remembered += slice.size();
    }
    if (remembered >= atMost) {
      return Use.FULL;
    }
    current(now).add(nonce, now);
    return Use.FRESH;
  }

  private void forget(long now) {
    while (!slices.isEmpty() && slices.getFirst().isBefore(now - NonceMemory.KEPT.toMillis())) {
      slices.removeFirst();
    }
  }

  private NonceSlice current(long now) {
    if (slices.isEmpty() || now - slices.getLast().since() >= SLICE_MILLIS) {
      slices.addLast(new NonceSlice(now));
    }
    return slices.getLast();
  }

  /** Whether no nonce has to be remembered any more. */
  boolean isPast(long now) {
    forget(now);
    return slices.isEmpty();
  }
}
