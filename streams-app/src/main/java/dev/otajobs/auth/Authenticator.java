package dev.otajobs.auth;

import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Credential;
import dev.otajobs.auth.accounts.SecurityToken;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.nonces.NonceMemory;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says whether a call may go on. The first check that fails decides: method, required parameters,
 * access key, time, signature, security token, nonce.
 *
 * <p>Thread-safe; does not block. That an access key does not exist is said by contract, so an
 * unknown key is refused at once: to compute a signature for it would hide nothing, and would give
 * strangers more of our time.
 */
public final class Authenticator {

  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final int MAX_SECURITY_TOKEN = 4096;

  /** For every call that the quota allows while nonces are remembered, and as many refused ones. */
  private static final int NONCES_PER_REQUEST_PER_SECOND =
      2 * Math.toIntExact(NonceMemory.KEPT_AT_MOST.toSeconds());

  private final Supplier<Accounts> accounts;
  private final NonceMemory nonces;
  private final Clock clock;

  /**
   * Checks calls against whatever accounts there are at the time.
   *
   * @param accounts asked once per call
   */
  public Authenticator(Supplier<Accounts> accounts, NonceMemory nonces, Clock clock) {
    this.accounts = accounts;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** Who the call is from, or why it is refused. A call is allowed once: its nonce is used then. */
  public Future<Verdict> authenticate(SignedCall call) {
    try {
      return check(call);
    } catch (Refusal refusal) {
      return Future.succeededFuture(refusal.verdict());
    }
  }

  private Future<Verdict> check(SignedCall call) {
    if (!METHODS.contains(call.method())) {
      throw Refusal.of(AuthError.UNSUPPORTED_HTTP_METHOD);
    }
    Claim claim = Claim.of(call);
    Credential credential =
        accounts
            .get()
            .find(claim.accessKeyId())
            .orElseThrow(() -> Refusal.of(AuthError.ACCESS_KEY_NOT_FOUND));
    AccessKey key = credential.accessKey();
    if (!key.enabled()) {
      throw Refusal.of(AuthError.ACCESS_KEY_INACTIVE);
    }
    Instant now = clock.instant();
    TimeWindow.check(claim.timestamp(), now);
    if (!claim.provedBy(key.secret())) {
      throw Refusal.of(AuthError.SIGNATURE_DOES_NOT_MATCH, claim.mismatch());
    }
    checkToken(key.securityToken(), claim.securityToken(), now);
    int atMost = credential.account().requestsPerSecond() * NONCES_PER_REQUEST_PER_SECOND;
    Verdict allowed = new Verdict.Allowed(credential.account(), key.id());
    return nonces.use(key.id(), claim.nonce(), now, atMost).map(use -> verdict(use, allowed));
  }

  private static void checkToken(
      Optional<SecurityToken> expected, Optional<String> given, Instant now) {
    if (expected.isEmpty() && given.isEmpty()) {
      return;
    }
    String token = given.orElseThrow(() -> Refusal.of(AuthError.MISSING_SECURITY_TOKEN));
    if (token.isEmpty() || token.length() > MAX_SECURITY_TOKEN) {
      throw Refusal.of(AuthError.SECURITY_TOKEN_MALFORMED);
    }
    SecurityToken own =
        expected
            .filter(known -> known.hash().isOf(token))
            .orElseThrow(() -> Refusal.of(AuthError.SECURITY_TOKEN_MISMATCH));
    if (own.hasExpired(now)) {
      throw Refusal.of(AuthError.SECURITY_TOKEN_EXPIRED);
    }
  }

  private static Verdict verdict(NonceMemory.Use use, Verdict allowed) {
    return switch (use) {
      case FRESH -> allowed;
      case USED -> Refusal.of(AuthError.NONCE_USED).verdict();
      case FULL ->
          Refusal.of(
                  AuthError.TOO_MANY_NONCES,
                  AuthError.TOO_MANY_NONCES.message()
                      + " This access key has used more nonces than are remembered for "
                      + NonceMemory.KEPT.toMinutes()
                      + " minutes.")
              .verdict();
    };
  }
}
