package dev.otajobs.api.rest;

import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.quota.Admission;
import dev.otajobs.auth.quota.Quotas;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says as which account a call with a bearer token is answered, and whether it may ask now. */
public final class BearerCallers {

  private static final String SCHEME = "Bearer ";

  private final Supplier<Accounts> accounts;
  private final Quotas quotas;
  private final Optional<String> unsignedAccount;

  /**
   * @param unsignedAccount for development: the account of calls without a token, which have no
   *     quota; empty refuses them
   */
  public BearerCallers(
      Supplier<Accounts> accounts, Quotas quotas, Optional<String> unsignedAccount) {
    this.accounts = accounts;
    this.quotas = quotas;
    this.unsignedAccount = unsignedAccount;
  }

  /** What is said of a call. */
  sealed interface Answer {

    /** It is answered as this account. */
    record Allowed(String accountId) implements Answer {}

    /** Nobody knows who calls. */
    record Unknown() implements Answer {}

    /** The account has asked more often than its quota allows. */
    record Throttled(Duration retryAfter) implements Answer {}
  }

  /** Who calls, by the value of the Authorization header. */
  Answer admit(@Nullable String authorization) {
    if (authorization == null) {
      return unsignedAccount.<Answer>map(Answer.Allowed::new).orElseGet(Answer.Unknown::new);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Answer.Unknown();
    }
    return accounts
        .get()
        .authenticateBearer(authorization.substring(SCHEME.length()).strip())
        .map(this::withinQuota)
        .orElseGet(Answer.Unknown::new);
  }

  private Answer withinQuota(Account account) {
    return quotas.admit(account) instanceof Admission.Throttled throttled
        ? new Answer.Throttled(throttled.retryAfter())
        : new Answer.Allowed(account.accountId());
  }
}
