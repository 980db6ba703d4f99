package dev.otajobs.auth;

import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.accounts.SecurityToken;
import dev.otajobs.auth.accounts.TokenHash;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One account with a few access keys. */
final class TestAccounts {

  static final Account ACCOUNT = new Account("100000000000001", 10, Set.of());
  static final Signer SIGNER = new Signer("testAccessKeyId", "testAccessKeySecret");
  static final Signer SECOND = new Signer("secondKey", "secondSecret");
  static final Signer DISABLED = new Signer("disabledKey", "disabledSecret");
  static final Signer TEMPORARY = new Signer("STS.temporaryKey", "temporarySecret");
  static final String TOKEN = "stsToken==";
  static final Instant TOKEN_EXPIRES = Instant.parse("2026-11-22T20:00:00Z");

  static final Accounts ACCOUNTS =
      accounts(
          key(SIGNER, true, Optional.empty()),
          key(SECOND, true, Optional.empty()),
          key(DISABLED, false, Optional.empty()),
          key(
              TEMPORARY,
              true,
              Optional.of(new SecurityToken(TokenHash.of(TOKEN), Optional.of(TOKEN_EXPIRES)))));

  private TestAccounts() {}

  /** The call as the service receives it. */
  static SignedCall received(Call call) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    call.headers().forEach(headers::add);
    return new SignedCall(
        call.method(),
        call.path(),
        parameters(call.query()),
        parameters(call.form()),
        headers,
        Buffer.buffer(call.body()));
  }

  private static List<Parameter> parameters(
      List<dev.otajobs.testkit.signing.Parameter> parameters) {
    return parameters.stream().map(p -> new Parameter(p.name(), p.value())).toList();
  }

  static Accounts accounts(AccessKey... keys) {
    return new Accounts(List.of(new AccountEntry(ACCOUNT, List.of(keys), List.of())));
  }

  static AccessKey key(Signer signer, boolean enabled, Optional<SecurityToken> token) {
    return new AccessKey(
        new AccessKeyId(signer.keyId()), Secret.of(signer.secret()), enabled, token);
  }

  /** Verifies a call and uses its nonce, as a caller within the quota gets it. */
  static Future<Account> authenticate(Authenticator authenticator, SignedCall call) {
    try {
      return authenticator.useNonce(authenticator.verify(call), true);
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
  }

  static Authenticator at(Instant now, Accounts accounts) {
    return new Authenticator(
        () -> accounts, new RecentNonces(1_000), Set.of(), Clock.fixed(now, ZoneOffset.UTC));
  }
}
