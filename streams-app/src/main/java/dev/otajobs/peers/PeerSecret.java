package dev.otajobs.peers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What instances know each other by: each call proves it with a hash of the time, the method and
 * the URI, keyed by the secret. A proof is good for 5 minutes before and after its time; what a
 * call that is sent again within them brings is what its first sending brought.
 */
public final class PeerSecret {

  /** In characters. */
  public static final int MIN_LENGTH = 32;

  static final String HEADER = "ota-peer";

  private static final String ALGORITHM = "HmacSHA256";
  private static final long MAX_SKEW_MILLIS = 5 * 60 * 1000;

  private final SecretKeySpec key;

  /**
   * @param secret at least 32 characters
   * @throws IllegalArgumentException if it is shorter; the message does not show it
   */
  public PeerSecret(String secret) {
    if (secret.length() < MIN_LENGTH) {
      throw new IllegalArgumentException("has fewer than " + MIN_LENGTH + " characters");
    }
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The value of the header {@code ota-peer}: the time, a colon, the hash. */
  String prove(String method, String uri, long epochMillis) {
    return epochMillis + ":" + HexFormat.of().formatHex(hash(method, uri, epochMillis));
  }

  /** Whether the value was made with the secret, for this call, of late. */
  boolean isProof(String value, String method, String uri, long now) {
    int colon = value.indexOf(':');
    if (colon < 1 || !value.substring(0, colon).matches("[0-9]{1,15}")) {
      return false;
    }
    long time = Long.parseLong(value.substring(0, colon));
    byte[] expected = prove(method, uri, time).getBytes(StandardCharsets.UTF_8);
    byte[] given = value.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given) && Math.abs(now - time) <= MAX_SKEW_MILLIS;
  }

  private byte[] hash(String method, String uri, long epochMillis) {
    String text = String.join("\n", Arrays.asList(Long.toString(epochMillis), method, uri));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
