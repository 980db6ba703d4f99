package dev.otajobs.auth.nonces;

import dev.otajobs.auth.accounts.AccessKeyId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/** Which nonces an access key has used of late. Thread-safe. */
public interface NonceMemory {

  /** A call signed 15 minutes ahead can be replayed until 15 minutes after its time. */
  Duration KEPT = Duration.ofMinutes(30);

  /** Some are remembered a little longer, since those of a few minutes are forgotten together. */
  Duration KEPT_AT_MOST = Duration.ofMinutes(40);

  /** What comes of using a nonce. */
  enum Use {
    /** It is remembered from now on. */
    FRESH,
    /** It was used within the last 30 minutes, or at most 10 minutes before. */
    USED,
    /** There is no room: as many are remembered as may be. */
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
