package dev.otajobs.auth.nonces;

import dev.otajobs.auth.accounts.AccessKeyId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The nonces that this instance remembers. A nonce of any length takes 24 to 48 bytes, so a key
 * takes at most {@code maxPerKey × 48} bytes. A key that signs no call takes none.
 */
public final class RecentNonces implements NonceMemory {

  /** Takes at most 72 MB per key: enough for 625 calls per second all the time. */
  public static final int DEFAULT_MAX_PER_KEY = 1_500_000;

  private final ConcurrentMap<AccessKeyId, NoncesOfKey> keys = new ConcurrentHashMap<>();
  private final AtomicLong nextSweep = new AtomicLong(Long.MIN_VALUE);
  private final int maxPerKey;
  private final Optional<NonceJournal> journal;

  /** Forgets them when the process ends. */
  public RecentNonces(int maxPerKey) {
    this(maxPerKey, Optional.empty());
  }

  /**
   * @param maxPerKey the most nonces of a key, at least 1; beyond it, calls of the key are refused
   * @param journal has those from before the start, and gets the others
   */
  public RecentNonces(int maxPerKey, Optional<NonceJournal> journal) {
    this.journal = journal;
    if (maxPerKey < 1) {
      throw new IllegalArgumentException("maxPerKey is " + maxPerKey + ", expected at least 1");
    }
    this.maxPerKey = maxPerKey;
  }

  @Override
  public Future<Use> use(AccessKeyId key, String nonce, Instant now, int atMost) {
    return Future.succeededFuture(useNow(key, nonce, now, atMost));
  }

  /** {@link #use} without a future. */
  public Use useNow(AccessKeyId key, String nonce, Instant now, int atMost) {
    long millis = now.toEpochMilli();
    sweep(millis);
    Nonce used = Nonce.of(key, nonce);
    if (journal.isPresent() && journal.get().contains(used, millis)) {
      return Use.USED;
    }
    Use[] use = new Use[1];
    // compute is atomic: it locks the nonces of the key, also against the sweep.
    keys.compute(
        key,
        (id, known) -> {
          NoncesOfKey nonces = known == null ? new NoncesOfKey() : known;
          use[0] = nonces.use(used, millis, Math.min(atMost, maxPerKey));
          return nonces;
        });
    if (use[0] == Use.FRESH) {
      journal.ifPresent(kept -> kept.append(used, millis));
    }
    return use[0];
  }

  /** Forgets keys without nonces, at most once per {@link #KEPT}. */
  private void sweep(long now) {
    long next = nextSweep.get();
    if (now >= next && nextSweep.compareAndSet(next, now + KEPT.toMillis())) {
      keys.keySet()
          .forEach(
              key -> keys.computeIfPresent(key, (id, known) -> known.isPast(now) ? null : known));
    }
  }

  /** The number of keys that have nonces. */
  int size() {
    return keys.size();
  }
}
