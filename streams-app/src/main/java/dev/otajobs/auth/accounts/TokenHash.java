package dev.otajobs.auth.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a token. */
public final class TokenHash {

  private static final int BYTES = 32;

  private final byte[] sha256;

  private TokenHash(byte[] sha256) {
    this.sha256 = sha256;
  }

  /**
   * Reads a hash.
   *
   * @param hex 64 hex digits in upper or lower case
   * @throws IllegalArgumentException if it is something else
   */
  public static TokenHash ofHex(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a SHA-256");
    }
    return new TokenHash(bytes);
  }

  /** The hash of a token. */
  public static TokenHash of(String token) {
    try {
      return new TokenHash(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether this is the hash of the token. */
  public boolean isOf(String token) {
    return equals(of(token));
  }

  /** Compares in constant time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenHash hash && MessageDigest.isEqual(sha256, hash.sha256);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256);
  }

  @Override
  public String toString() {
    return "***";
  }
}
