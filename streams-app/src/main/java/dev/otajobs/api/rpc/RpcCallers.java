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

  /**
   * The caller, whose call is counted against the quota of its account. Then its nonce is used, so
   * calls beyond the quota use none. A call that is sent again by somebody else is not counted.
   *
   * @return fails with a {@link Refusal} if the nonce was used
   * @throws Refusal if the signature is missing or wrong
   * @throws RpcException if the quota is used up
   */
  Future<Viewer> admit(SignedCall call) {
    if (unsignedAccount.isPresent() && !isSigned(call)) {
      return Future.succeededFuture(Viewer.unsigned(unsignedAccount.get()));
    }
    Authenticator.Verified verified = authenticator.verify(call);
    Account account = verified.account();
    Admission admission = quotas.admit(account);
    if (admission instanceof Admission.Throttled throttled) {
      throw new RpcException(RpcError.throttled(throttled.retryAfter()));
    }
    return authenticator
        .useNonce(verified)
        .onFailure(used -> quotas.giveBack(account, (Admission.Admitted) admission))
        .map(Viewer::of);
  }

  private static boolean isSigned(SignedCall call) {
    return !call.header("authorization").isEmpty()
        || !call.parameter("AccessKeyId").isEmpty()
        || !call.parameter("Signature").isEmpty();
  }
}
