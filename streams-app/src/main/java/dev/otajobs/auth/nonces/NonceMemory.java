package dev.otajobs.auth.nonces;

import dev.otajobs.auth.accounts.AccessKeyId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/** The nonces that access keys used recently. Thread-safe. */
public interface NonceMemory {

  /**
   * For how long a nonce is remembered at least. A call may be signed 15 minutes ahead, and is
   * accepted until 15 minutes after that time.
   */
  Duration KEPT = Duration.ofMinutes(30);

  /** For how long at most: the nonces of several minutes are forgotten together. */
  Duration KEPT_AT_MOST = Duration.ofMinutes(40);

  /** The result of using a nonce. */
  enum Use {
    /** The nonce is new. It is remembered from now on. */
    FRESH,
    /** It was used within the last 30 minutes, or up to 10 minutes earlier. */
    USED,
    /** The most nonces of this key are remembered already. */
    FULL,
    /** It is new here, but another instance that may know it does not answer. */
    UNSHARED
  }

  /**
   * Uses a nonce. Never blocks. Call it only when the signature is verified; else strangers could
   * use the nonces of others.
   *
   * @param nonce at most 128 characters
   * @param atMost the most nonces of this key that may be remembered; an implementation may have a
   *     lower bound
   */
  Future<Use> use(AccessKeyId key, String nonce, Instant now, int atMost);
}
