package dev.otajobs.auth.nonces;

import dev.otajobs.auth.accounts.AccessKeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 127 bits of the SHA-256 of an access key's id and a nonce. The size is fixed, and in practice no
 * two nonces have the same value.
 *
 * @param low never 0
 */
record Nonce(long high, long low) {

  static Nonce of(AccessKeyId key, String nonce) {
    try {
      // No id of a key has this character.
      String text = key.value() + '\n' + nonce;
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new Nonce(hash.getLong(), hash.getLong() | 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
