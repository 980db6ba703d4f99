package dev.otajobs.auth.nonces;

import dev.otajobs.auth.accounts.AccessKeyId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/** Which nonces an access key has used of late. Thread-safe. */
public interface NonceMemory {

  /** A call signed 15 minutes ahead can be replayed until 15 minutes after its time. */
  Duration KEPT = Duration.ofMinutes(30);

  /** What comes of using a nonce. */
  enum Use {
    /** It is remembered from now on. */
    FRESH,
    /** It was used within the last 30 minutes. */
    USED,
    /** There is no room, and none of those that are remembered may be forgotten yet. */
    FULL
  }

  /**
   * Uses a nonce. Never blocks. To be called only for calls whose signature is verified, or
   * strangers could use up the nonces of others.
   *
   * @param nonce at most 128 characters
   * @param atMost how many nonces of this key may be remembered; an implementation may set a lower
   *     bound of its own
   */
  Future<Use> use(AccessKeyId key, String nonce, Instant now, int atMost);
}
