package dev.otajobs.api.rpc;

import dev.otajobs.api.AccountCalls;
import dev.otajobs.auth.accounts.Operation;
import io.vertx.core.Future;

/** An action that counts as one of its account's calls in flight, for as long as it takes. */
public record BoundedAction(RpcAction action, AccountCalls calls) implements RpcAction {

  @Override
  public Operation operation() {
    return action.operation();
  }

  @Override
  public Future<Reply> answer(RpcCall call) {
    return calls.run(
        call.viewer().accountId(),
        () -> action.answer(call),
        new Reply.GatewayError(RpcError.UNAVAILABLE));
  }
}
