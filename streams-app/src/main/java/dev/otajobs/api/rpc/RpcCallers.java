package dev.otajobs.api.rpc;

import dev.otajobs.api.Viewer;
import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.Refusal;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.auth.accounts.Quota;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.quota.Admission;
import dev.otajobs.auth.quota.Quotas;
import io.vertx.core.Future;
import java.util.Optional;

/** Authenticates RPC calls, and admits those that the account may make, as often as it may. */
public final class RpcCallers {

  private final Authenticator authenticator;
  private final Quotas quotas;
  private final Optional<String> unsignedAccount;

  /**
   * @param unsignedAccount for development: unsigned calls act as this account, may make every
   *     call, and have no quota; empty refuses them
   */
  public RpcCallers(Authenticator authenticator, Quotas quotas, Optional<String> unsignedAccount) {
    this.authenticator = authenticator;
    this.quotas = quotas;
    this.unsignedAccount = unsignedAccount;
  }

  /**
   * The caller, whose call is counted against its quota. Then its nonce is used, so calls beyond
   * the quota, and those that the account may not make, use none. A call that is sent again by
   * somebody else is not counted.
   *
   * @param operation what is called; QueryOTAJob's quota is that of calls that do not exist
   * @return fails with a {@link Refusal} if the nonce was used
   * @throws Refusal if the signature is missing or wrong
   * @throws RpcException if the quota is used up, or the account may not make this call
   */
  Future<Caller> admit(SignedCall call, Operation operation) {
    if (unsignedAccount.isPresent() && !isSigned(call)) {
      return Future.succeededFuture(Caller.unsigned(unsignedAccount.get()));
    }
    Authenticator.Verified verified = authenticator.verify(call);
    Account account = verified.account();
    if (!account.permissions().contains(operation.permission())) {
      throw new RpcException(RpcError.FORBIDDEN);
    }
    Quota quota = account.quota(operation);
    Admission admission = quotas.admit(quota);
    if (admission instanceof Admission.Throttled throttled) {
      throw new RpcException(RpcError.throttled(throttled.retryAfter()));
    }
    return authenticator
        .useNonce(verified, operation.permission() == Permission.READ)
        .onFailure(used -> quotas.giveBack(quota, (Admission.Admitted) admission))
        .map(own -> new Caller(Viewer.of(own), Optional.of(verified.callId())));
  }

  private static boolean isSigned(SignedCall call) {
    return !call.header("authorization").isEmpty()
        || !call.parameter("AccessKeyId").isEmpty()
        || !call.parameter("Signature").isEmpty();
  }
}
