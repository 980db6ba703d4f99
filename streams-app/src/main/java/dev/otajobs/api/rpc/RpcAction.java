package dev.otajobs.api.rpc;

import dev.otajobs.auth.accounts.Operation;
import io.vertx.core.Future;

/** What is done for one call of the RPC API, once its caller is known. */
public interface RpcAction {

  /** Which call it is. */
  Operation operation();

  /**
   * Does it. Never blocks; fails with an {@link RpcException}, or by a defect.
   *
   * @throws RpcException if the call cannot be done
   */
  Future<Reply> answer(RpcCall call);
}
