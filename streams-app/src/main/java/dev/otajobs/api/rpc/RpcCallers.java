package dev.otajobs.api.rpc;

import dev.otajobs.api.Viewer;
import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.Refusal;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.quota.Admission;
import dev.otajobs.auth.quota.Quotas;
import io.vertx.core.Future;
import java.util.Optional;

/** Authenticates RPC calls and counts them against the quota of their account. */
public final class RpcCallers {

  /**
   * An authenticated caller.
   *
   * @param account has the quota; empty for unsigned calls in development, which have none
   */
  record Caller(Viewer viewer, Optional<Account> account) {}

  private final Authenticator authenticator;
  private final Quotas quotas;
  private final Optional<String> unsignedAccount;

  /**
   * @param unsignedAccount for development: unsigned calls act as this account, without a quota;
   *     empty refuses them
   */
  public RpcCallers(Authenticator authenticator, Quotas quotas, Optional<String> unsignedAccount) {
    this.authenticator = authenticator;
    this.quotas = quotas;
    this.unsignedAccount = unsignedAccount;
  }

  /** The caller; fails with a {@link Refusal} if the signature is missing or wrong. */
  Future<Caller> authenticate(SignedCall call) {
    if (unsignedAccount.isPresent() && !isSigned(call)) {
      return Future.succeededFuture(unsigned(unsignedAccount.get()));
    }
    return authenticator.authenticate(call).map(RpcCallers::signed);
  }

  private static Caller unsigned(String accountId) {
    return new Caller(Viewer.unsigned(accountId), Optional.empty());
  }

  private static Caller signed(Account account) {
    return new Caller(Viewer.of(account), Optional.of(account));
  }

  /**
   * Counts the call against the quota of its account.
   *
   * @throws RpcException if the quota is used up
   */
  void admit(Caller caller) {
    if (caller.account().isPresent()
        && quotas.admit(caller.account().get()) instanceof Admission.Throttled throttled) {
      throw new RpcException(RpcError.throttled(throttled.retryAfter()));
    }
  }

  private static boolean isSigned(SignedCall call) {
    return !call.header("authorization").isEmpty()
        || !call.parameter("AccessKeyId").isEmpty()
        || !call.parameter("Signature").isEmpty();
  }
}
