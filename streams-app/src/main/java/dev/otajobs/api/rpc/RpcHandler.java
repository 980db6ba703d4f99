package dev.otajobs.api.rpc;

import dev.otajobs.api.RequestIds;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.query.Consistency;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers RPC calls on {@code /}, of which the body has been read. The checks, and their order, are
 * those of {@code docs/contract.md}: {@link RpcRequest} makes those of the request, this class the
 * others, and {@link RpcAction} those of what is called.
 */
public final class RpcHandler {

  /** The longest body, in bytes. */
  public static final int MAX_BODY = 64 * 1024;

  /** What {@link #answer} names a request that is no call. */
  public static final String NO_CALL = "none";

  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final Set<String> VERSIONS = Set.of("2018-01-20", "2022-01-01");

  private final RpcCallers callers;
  private final Map<Operation, RpcAction> actions;

  /**
   * @param actions the calls that are offered
   */
  public RpcHandler(RpcCallers callers, List<RpcAction> actions) {
    this.callers = callers;
    this.actions =
        actions.stream()
            .collect(Collectors.toUnmodifiableMap(RpcAction::operation, Function.identity()));
  }

  /**
   * Answers a call.
   *
   * @param body of a POST, up to a part that is longer than {@link #MAX_BODY}; else empty
   * @return when the reply is sent, the call's name, {@link #NO_CALL} if it names none that exists
   */
  public Future<String> answer(HttpServerRequest request, Buffer body) {
    return answer(new RpcRequest(request, body));
  }

  /** Refuses a call, in the format that it asks for. */
  public void refuse(HttpServerRequest request, Buffer body, RpcError error) {
    ReplyFormat format = new RpcRequest(request, body).guessedFormat();
    new RpcResponse(request.response(), RequestIds.next(), format, "")
        .send(new Reply.GatewayError(error));
  }

  private Future<String> answer(RpcRequest request) {
    String requestId = RequestIds.next();
    RpcParameters parameters;
    Optional<String> action;
    RpcResponse response;
    try {
      parameters = request.parameters();
      action = request.parameterOrHeader(parameters, "Action", "x-acs-action");
      response =
          new RpcResponse(
              request.response(), requestId, request.format(parameters), action.orElse(""));
    } catch (RuntimeException e) {
      new RpcResponse(request.response(), requestId, request.guessedFormat(), "").sendFailure(e);
      return Future.succeededFuture(NO_CALL);
    }
    return Future.succeededFuture(parameters)
        .compose(given -> run(request, given, action))
        .onSuccess(response::send)
        .onFailure(response::sendFailure)
        .transform(sent -> Future.succeededFuture(name(action)));
  }

  private static String name(Optional<String> action) {
    return action.flatMap(Operation::named).map(Operation::action).orElse(NO_CALL);
  }

  private Future<Reply> run(
      RpcRequest request, RpcParameters parameters, Optional<String> actionName) {
    SignedCall call = request.signed(parameters);
    Consistency consistency = request.consistency();
    Optional<String> idempotencyKey = request.idempotencyKey();
    check(METHODS.contains(call.method()), RpcError.UNSUPPORTED_METHOD);
    String name = actionName.orElseThrow(() -> new RpcException(RpcError.MISSING_ACTION));
    @Nullable RpcAction action = Operation.named(name).map(actions::get).orElse(null);
    return callers
        .admit(call, action == null ? Operation.QUERY_OTA_JOB : action.operation())
        .compose(
            caller -> {
              check(isVersionKnown(request, parameters), RpcError.INVALID_VERSION);
              if (action == null) {
                throw new RpcException(RpcError.ACTION_NOT_FOUND);
              }
              return action.answer(new RpcCall(caller, parameters, consistency, idempotencyKey));
            });
  }

  private static void check(boolean holds, RpcError error) {
    if (!holds) {
      throw new RpcException(error);
    }
  }

  /** Unsigned calls may leave the version out. */
  private static boolean isVersionKnown(RpcRequest request, RpcParameters parameters) {
    return request
        .parameterOrHeader(parameters, "Version", "x-acs-version")
        .map(VERSIONS::contains)
        .orElse(true);
  }
}
