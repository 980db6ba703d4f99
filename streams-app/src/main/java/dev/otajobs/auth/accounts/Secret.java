package dev.otajobs.auth.accounts;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of an access key. It computes HMACs and has no method that returns its characters; as
 * text it is {@code ***}. Its bytes, and the keys that are made of them, stay in memory as long as
 * the accounts that it belongs to, and copies of the keys until the heap is collected.
 */
public final class Secret {

  /** The greatest length, in characters. */
  public static final int MAX_LENGTH = 128;

  private final byte[] utf8;

  /** Keyed, by algorithm and suffix: finding and keying one takes longer than an HMAC. */
  private final ConcurrentMap<String, Mac> keyed = new ConcurrentHashMap<>();

  private Secret(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * Copies the characters. The caller may overwrite its own.
   *
   * @throws IllegalArgumentException if there are none or more than 128, or if one is not a visible
   *     ASCII character; the message shows none of them
   */
  public static Secret of(CharSequence characters) {
    if (characters.length() < 1 || characters.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("has not 1 to " + MAX_LENGTH + " characters");
    }
    if (characters.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("has white space or a character that is not ASCII");
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] utf8 = new byte[encoded.remaining()];
    encoded.get(utf8);
    Arrays.fill(encoded.array(), (byte) 0);
    return new Secret(utf8);
  }

  /**
   * The HMAC of a text in UTF-8, with the secret and the suffix as the key.
   *
   * @param algorithm {@code HmacSHA1} or {@code HmacSHA256}
   * @param suffix in ASCII
   */
  public byte[] hmac(String algorithm, String suffix, String text) {
    byte[] signed = text.getBytes(StandardCharsets.UTF_8);
    try {
      // A clone each: a Mac is not thread-safe.
      Mac mac =
          (Mac) keyed.computeIfAbsent(algorithm + suffix, none -> key(algorithm, suffix)).clone();
      return mac.doFinal(signed);
    } catch (CloneNotSupportedException e) {
      // Some security providers cannot clone theirs.
      return key(algorithm, suffix).doFinal(signed);
    }
  }

  private Mac key(String algorithm, String suffix) {
    byte[] key = Arrays.copyOf(utf8, utf8.length + suffix.length());
    for (int i = 0; i < suffix.length(); i++) {
      key[utf8.length + i] = (byte) suffix.charAt(i);
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + algorithm + " on this Java platform", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
