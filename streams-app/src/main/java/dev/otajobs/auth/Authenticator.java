package dev.otajobs.auth;

import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Accounts.Credential;
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
 * Verifies the signature of a call and finds its account. The first check that fails decides:
 * required parameters, access key, time, signature, security token; and, once the caller has
 * checked the quota, the nonce. The HTTP method is checked by the handler, before.
 *
 * <p>Thread-safe; does not block. An unknown access key is refused at once, without computing a
 * signature: the contract has an error for it, so the computation would hide nothing.
 */
public final class Authenticator {

  private static final int MAX_SECURITY_TOKEN = 4096;

  /**
   * Enough for all calls that the quota admits while their nonces are remembered. Twice as many,
   * since a burst to several instances can exceed the quota for a moment.
   */
  private static final int NONCES_PER_REQUEST_PER_SECOND =
      2 * Math.toIntExact(NonceMemory.KEPT_AT_MOST.toSeconds());

  private final Supplier<Accounts> accounts;
  private final NonceMemory nonces;
  private final Set<String> signedHosts;
  private final Clock clock;

  /**
   * @param accounts the accounts of this moment; asked once per call
   * @param signedHosts if not empty, the hosts of which a call must sign one
   */
  public Authenticator(
      Supplier<Accounts> accounts, NonceMemory nonces, Set<String> signedHosts, Clock clock) {
    this.signedHosts = Set.copyOf(signedHosts);
    this.accounts = accounts;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** A call that is rightly signed. Its nonce may have been used already. */
  public static final class Verified {

    private final Claim claim;
    private final Credential credential;
    private final Instant at;

    private Verified(Claim claim, Credential credential, Instant at) {
      this.claim = claim;
      this.credential = credential;
      this.at = at;
    }

    /** Who signed it. */
    public Account account() {
      return credential.account();
    }

    /**
     * Identifies the call, also when it is sent again: the key and the nonce. No id of a key has a
     * line feed.
     */
    public String callId() {
      return credential.accessKey().id().value() + "\n" + claim.nonce();
    }
  }

  /**
   * Verifies a call. It may be answered once its nonce is used, too.
   *
   * @throws Refusal if the call is not rightly signed
   */
  public Verified verify(SignedCall call) {
    Claim claim = Claim.of(call);
    checkHost(claim);
    Credential credential = credential(claim.accessKeyId());
    Instant now = clock.instant();
    verify(claim, credential.accessKey(), now);
    return new Verified(claim, credential, now);
  }

  private void checkHost(Claim claim) {
    if (!signedHosts.isEmpty() && claim.signedHost().filter(signedHosts::contains).isEmpty()) {
      throw Refusal.incomplete(
          "This service accepts only ACS3-HMAC-SHA256 whose SignedHeaders have host, with the"
              + " service's own name.");
    }
  }

  private Credential credential(String accessKeyId) {
    Credential credential =
        accounts
            .get()
            .find(accessKeyId)
            .orElseThrow(() -> Refusal.of(AuthError.ACCESS_KEY_NOT_FOUND));
    if (!credential.accessKey().enabled()) {
      throw Refusal.of(AuthError.ACCESS_KEY_INACTIVE);
    }
    return credential;
  }

  private static void verify(Claim claim, AccessKey key, Instant now) {
    TimeWindow.check(claim.timestamp(), now);
    if (!claim.provedBy(key.secret())) {
      throw Refusal.of(AuthError.SIGNATURE_DOES_NOT_MATCH, claim.mismatch());
    }
    checkToken(key.securityToken(), claim.securityToken(), now);
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

  /**
   * Uses the nonce of a call, so that the same call is accepted once. Only calls within the quota
   * come here: others would fill the memory of nonces. Fails with a {@link Refusal} if the nonce
   * was used.
   *
   * @param mayRepeat whether the call may be let through although another instance that may know
   *     the nonce does not answer: it only reads
   */
  public Future<Account> useNonce(Verified call, boolean mayRepeat) {
    Account account = call.account();
    int atMost =
        Math.toIntExact(
            Math.min(
                Integer.MAX_VALUE,
                (long) account.allRequestsPerSecond() * NONCES_PER_REQUEST_PER_SECOND));
    return nonces
        .use(call.credential.accessKey().id(), call.claim.nonce(), call.at, atMost)
        .map(use -> requireFresh(use, account, mayRepeat));
  }

  private static Account requireFresh(NonceMemory.Use use, Account account, boolean mayRepeat) {
    return switch (use) {
      case FRESH -> account;
      case UNSHARED -> {
        if (!mayRepeat) {
          throw Refusal.of(AuthError.NONCE_UNSHARED);
        }
        yield account;
      }
      case USED -> throw Refusal.of(AuthError.NONCE_USED);
      case FULL ->
          throw Refusal.of(
              AuthError.TOO_MANY_NONCES,
              AuthError.TOO_MANY_NONCES.message()
                  + " This access key has used more nonces than are remembered for "
                  + NonceMemory.KEPT.toMinutes()
                  + " minutes.");
    };
  }
}
