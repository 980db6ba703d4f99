package dev.otajobs.auth.nonces;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The nonces of a few minutes, which are forgotten together. It is a hash table in one array of
 * numbers: as objects the nonces would take two to four times the memory, and every garbage
 * collection would visit them. Not thread-safe.
 */
final class NonceSlice {

  /** Random, so that callers cannot choose nonces that collide. */
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  /** An odd number: in the product with a hash, the upper bits depend on every bit of the hash. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int FIRST_CAPACITY = 16;

  private final long since;
  private long newest;

  /** For each place the high and the low half of a nonce; the low half is 0 in a free place. */
  private long[] halves = new long[2 * FIRST_CAPACITY];

  private int size;

  /**
   * An empty slice.
   *
   * @param since its start, in milliseconds since 1970-01-01T00:00:00Z
   */
  NonceSlice(long since) {
    this.since = since;
    this.newest = since;
  }

  boolean contains(Nonce nonce) {
    return halves[place(nonce.high(), nonce.low()) + 1] != 0;
  }

  /** Adds a nonce that is not in it. */
  void add(Nonce nonce, long usedAt) {
    newest = Math.max(newest, usedAt);
    put(nonce.high(), nonce.low());
    size++;
    if (3 * size >= halves.length) {
      grow();
    }
  }

  int size() {
    return size;
  }

  long since() {
    return since;
  }

  /** Whether all of its nonces were used before this time. */
  boolean isBefore(long time) {
    return newest < time;
  }

  private void put(long high, long low) {
    int place = place(high, low);
    halves[place] = high;
    halves[place + 1] = low;
  }

  /** The place of this nonce, or the free place for it. There is always a free place. */
  private int place(long high, long low) {
    int bits = Integer.numberOfTrailingZeros(halves.length) - 1;
    int place = 2 * (int) (((high ^ SEED) * SPREAD) >>> (Long.SIZE - bits));
    while (halves[place + 1] != 0 && (halves[place] != high || halves[place + 1] != low)) {
      place = (place + 2) & (halves.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] before = halves;
    halves = new long[2 * before.length];
    for (int i = 0; i < before.length; i += 2) {
      if (before[i + 1] != 0) {
        put(before[i], before[i + 1]);
      }
    }
  }
}
