package dev.otajobs.auth.nonces;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A nonce, as 128 bits of its SHA-256: of fixed size, and two that differ are never taken for each
 * other in practice.
 */
final class Nonce {

  private final long high;
  private final long low;
  private final long seenAt;

  private Nonce(long high, long low, long seenAt) {
    this.high = high;
    this.low = low;
    this.seenAt = seenAt;
  }

  /**
   * A nonce and when it was used.
   *
   * @param seenAt in milliseconds since 1970-01-01T00:00:00Z; two nonces are equal whenever seen
   */
  static Nonce of(String text, long seenAt) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new Nonce(hash.getLong(), hash.getLong(), seenAt);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  long seenAt() {
    return seenAt;
  }

  boolean isPast(long now) {
    return seenAt < now - NonceMemory.KEPT.toMillis();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Nonce nonce && nonce.high == high && nonce.low == low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high);
  }
}
