package dev.otajobs.testkit.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes of requests and tokens; texts are hashed in UTF-8. */
public final class Hashes {

  private Hashes() {}

  /** The SHA-256 of the bytes, in hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }

  /** The SHA-256 of the text, in hexadecimal. */
  public static String sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  static byte[] hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("This JVM has no " + algorithm, e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
