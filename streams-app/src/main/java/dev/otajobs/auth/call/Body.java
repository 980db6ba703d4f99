package dev.otajobs.auth.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The body of a call, of which signatures need no more than the hash. */
@FunctionalInterface
public interface Body {

  /** The SHA-256 of the body's bytes, as 64 lower-case hex digits. */
  String sha256();

  /** A body that is hashed when its hash is asked for; the bytes must not change until then. */
  static Body of(byte[] bytes) {
    return () -> hash(bytes);
  }

  /** A call without a body. */
  static Body empty() {
    return of(new byte[0]);
  }

  /** The SHA-256 of a text in UTF-8, as 64 lower-case hex digits. */
  static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
