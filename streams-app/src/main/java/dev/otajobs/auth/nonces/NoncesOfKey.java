package dev.otajobs.auth.nonces;

import dev.otajobs.auth.nonces.NonceMemory.Use;
import java.util.Iterator;
import java.util.LinkedHashMap;

/** The nonces of one access key, oldest first. Not thread-safe. */
final class NoncesOfKey {

  /** So that no single call pays for all that has expired since the last one. */
  private static final int FORGOTTEN_AT_ONCE = 64;

  private final LinkedHashMap<Nonce, Nonce> nonces = new LinkedHashMap<>();
  private long newest = Long.MIN_VALUE;

  Use use(Nonce nonce, int atMost) {
    forget(nonce.seenAt());
    Nonce before = nonces.get(nonce);
    if (before != null && !before.isPast(nonce.seenAt())) {
      return Use.USED;
    }
    nonces.remove(nonce);
    if (nonces.size() >= atMost) {
      return Use.FULL;
    }
    nonces.put(nonce, nonce);
    newest = Math.max(newest, nonce.seenAt());
    return Use.FRESH;
  }

  private void forget(long now) {
    Iterator<Nonce> oldest = nonces.keySet().iterator();
    for (int i = 0; i < FORGOTTEN_AT_ONCE && oldest.hasNext(); i++) {
      if (!oldest.next().isPast(now)) {
        return;
      }
      oldest.remove();
    }
  }

  boolean isPast(long now) {
    return newest < now - NonceMemory.KEPT.toMillis();
  }
}
