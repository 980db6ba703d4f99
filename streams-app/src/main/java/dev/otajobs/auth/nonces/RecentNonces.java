package dev.otajobs.auth.nonces;

import dev.otajobs.auth.accounts.AccessKeyId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The nonces that this instance has seen. A nonce takes 24 to 48 bytes whatever its length, so a
 * key takes at most {@code maxPerKey × 48} bytes; only keys that have signed a call take any.
 */
public final class RecentNonces implements NonceMemory {

  /** At most 72 MB for a key that makes 625 calls a second all the time. */
  public static final int DEFAULT_MAX_PER_KEY = 1_500_000;

  private final ConcurrentMap<AccessKeyId, NoncesOfKey> keys = new ConcurrentHashMap<>();
  private final AtomicLong nextSweep = new AtomicLong(Long.MIN_VALUE);
  private final int maxPerKey;

  /**
   * Remembers nothing yet.
   *
   * @param maxPerKey at least 1; calls of a key of which as many are remembered are refused
   */
  public RecentNonces(int maxPerKey) {
    if (maxPerKey < 1) {
      throw new IllegalArgumentException("maxPerKey is " + maxPerKey + ", expected at least 1");
    }
    this.maxPerKey = maxPerKey;
  }

  @Override
  public Future<Use> use(AccessKeyId key, String nonce, Instant now, int atMost) {
    return Future.succeededFuture(useNow(key, nonce, now, atMost));
  }

  /** As {@link #use}, at once. */
  public Use useNow(AccessKeyId key, String nonce, Instant now, int atMost) {
    long millis = now.toEpochMilli();
    sweep(millis);
    Nonce used = Nonce.of(nonce);
    Use[] use = new Use[1];
    // One atomic step: a key's nonces are locked, and cannot be swept away meanwhile.
    keys.compute(
        key,
        (id, known) -> {
          NoncesOfKey nonces = known == null ? new NoncesOfKey() : known;
          use[0] = nonces.use(used, millis, Math.min(atMost, maxPerKey));
          return nonces;
        });
    return use[0];
  }

  /** Forgets keys that are no longer used, now and then. */
  private void sweep(long now) {
    long next = nextSweep.get();
    if (now >= next && nextSweep.compareAndSet(next, now + KEPT.toMillis())) {
      keys.keySet()
          .forEach(
              key -> keys.computeIfPresent(key, (id, known) -> known.isPast(now) ? null : known));
    }
  }

  /** How many keys have nonces. */
  int size() {
    return keys.size();
  }
}
