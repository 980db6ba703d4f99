package dev.otajobs.api.rpc;

import dev.otajobs.api.Viewer;
import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.Verdict;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.quota.Admission;
import dev.otajobs.auth.quota.Quotas;
import io.vertx.core.Future;
import java.util.Optional;

/** Says as which account a call is answered, and whether that account may ask now. */
public final class RpcCallers {

  /** A caller that was authenticated; the account is empty for unsigned calls in development. */
  record Caller(Viewer viewer, Optional<Account> account) {}

  private final Authenticator authenticator;
  private final Quotas quotas;
  private final Optional<String> unsignedAccount;

  /**
   * @param unsignedAccount for development: the account of unsigned calls, which have no quota;
   *     empty refuses them
   */
  public RpcCallers(Authenticator authenticator, Quotas quotas, Optional<String> unsignedAccount) {
    this.authenticator = authenticator;
    this.quotas = quotas;
    this.unsignedAccount = unsignedAccount;
  }

  /** Who calls; fails with an RpcException if the call is not, or not rightly, signed. */
  Future<Caller> authenticate(SignedCall call) {
    if (unsignedAccount.isPresent() && !isSigned(call)) {
      return Future.succeededFuture(unsigned(unsignedAccount.get()));
    }
    return authenticator.authenticate(call).map(RpcCallers::caller);
  }

  private static Caller unsigned(String accountId) {
    return new Caller(Viewer.unsigned(accountId), Optional.empty());
  }

  private static Caller caller(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      throw new RpcException(RpcError.of(refused));
    }
    Account account = ((Verdict.Allowed) verdict).account();
    return new Caller(Viewer.of(account), Optional.of(account));
  }

  /**
   * Counts the call against its account's quota.
   *
   * @throws RpcException if it is exceeded
   */
  void admit(Caller caller) {
    if (caller.account().isPresent()
        && quotas.admit(caller.account().get()) instanceof Admission.Throttled throttled) {
      throw new RpcException(RpcError.throttled(throttled.retryAfter()));
    }
  }

  private static boolean isSigned(SignedCall call) {
    return !call.headers().all("authorization").isEmpty()
        || !call.parameter("AccessKeyId").isEmpty()
        || !call.parameter("Signature").isEmpty();
  }
}
