package dev.otajobs.auth.nonces;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The nonces that were used within a few minutes, which are forgotten together. They lie in one
 * array of numbers: as objects each would take two to four times the memory, and garbage
 * collections would look through them again and again. Not thread-safe.
 */
final class NonceSlice {

  /** Unknown to callers, or they could choose nonces that all belong in one place. */
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  /** An odd number whose product with a hash has the hash's every bit in its upper bits. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int FIRST_CAPACITY = 16;

  private final long since;
  private long newest;

  /** Of each nonce the high half, then the low one, which is 0 where there is none. */
  private long[] halves = new long[2 * FIRST_CAPACITY];

  private int size;

  /**
   * Has no nonces yet.
   *
   * @param since in milliseconds since 1970-01-01T00:00:00Z
   */
  NonceSlice(long since) {
    this.since = since;
    this.newest = since;
  }

  boolean contains(Nonce nonce) {
    return halves[place(nonce.high(), nonce.low()) + 1] != 0;
  }

  /** Adds a nonce that it does not contain, used at that time. */
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

  /** Whether the last of its nonces was used before this time. */
  boolean isBefore(long time) {
    return newest < time;
  }

  private void put(long high, long low) {
    int place = place(high, low);
    halves[place] = high;
    halves[place + 1] = low;
  }

  /** Where this nonce is, or belongs: there is always a free place. */
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
