package dev.otajobs.auth;

import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.accounts.SecurityToken;
import dev.otajobs.auth.accounts.TokenHash;
import dev.otajobs.auth.nonces.RecentNonces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One account with a few access keys. */
final class TestAccounts {

  static final Account ACCOUNT = new Account("100000000000001", 10, Set.of());
  static final TestSigner SIGNER = new TestSigner("testAccessKeyId", "testAccessKeySecret");
  static final TestSigner SECOND = new TestSigner("secondKey", "secondSecret");
  static final TestSigner DISABLED = new TestSigner("disabledKey", "disabledSecret");
  static final TestSigner TEMPORARY = new TestSigner("STS.temporaryKey", "temporarySecret");
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

  static Accounts accounts(AccessKey... keys) {
    return new Accounts(List.of(new AccountEntry(ACCOUNT, List.of(keys), List.of())));
  }

  static AccessKey key(TestSigner signer, boolean enabled, Optional<SecurityToken> token) {
    return new AccessKey(
        new AccessKeyId(signer.keyId()), Secret.of(signer.secret()), enabled, token);
  }

  static Authenticator at(Instant now, Accounts accounts) {
    return new Authenticator(
        () -> accounts, new RecentNonces(1_000), Clock.fixed(now, ZoneOffset.UTC));
  }
}
