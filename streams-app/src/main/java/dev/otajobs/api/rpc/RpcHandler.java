package dev.otajobs.api.rpc;

import dev.otajobs.api.RequestIds;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.query.Consistency;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Answers RPC calls on {@code /}, of which the body has been read. The checks, and their order, are
 * those of {@code docs/contract.md}: {@link RpcRequest} makes those of the request, this class the
 * others.
 */
public final class RpcHandler {

  /** The longest body, in bytes. */
  public static final int MAX_BODY = 64 * 1024;

  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final Set<String> VERSIONS = Set.of("2018-01-20", "2022-01-01");

  private final RpcCallers callers;
  private final QueryOtaJob queryOtaJob;

  public RpcHandler(RpcCallers callers, VisibleJobs jobs) {
    this.callers = callers;
    this.queryOtaJob = new QueryOtaJob(jobs);
  }

  /**
   * Answers a call.
   *
   * @param body of a POST, up to a part that is longer than {@link #MAX_BODY}; else empty
   */
  public void answer(HttpServerRequest request, Buffer body) {
    answer(new RpcRequest(request, body));
  }

  /** Refuses a call, in the format that it asks for. */
  public void refuse(HttpServerRequest request, Buffer body, RpcError error) {
    ReplyFormat format = new RpcRequest(request, body).guessedFormat();
    new RpcResponse(request.response(), RequestIds.next(), format)
        .send(new Reply.GatewayError(error));
  }

  private void answer(RpcRequest request) {
    String requestId = RequestIds.next();
    RpcParameters parameters;
    RpcResponse response;
    try {
      parameters = request.parameters();
      response = new RpcResponse(request.response(), requestId, request.format(parameters));
    } catch (RuntimeException e) {
      new RpcResponse(request.response(), requestId, request.guessedFormat()).sendFailure(e);
      return;
    }
    Future.succeededFuture(parameters)
        .compose(given -> run(request, given))
        .onSuccess(response::send)
        .onFailure(response::sendFailure);
  }

  private Future<Reply> run(RpcRequest request, RpcParameters parameters) {
    SignedCall call = request.signed(parameters);
    Consistency consistency = request.consistency();
    check(METHODS.contains(call.method()), RpcError.UNSUPPORTED_METHOD);
    String action =
        parameterOrHeader(parameters, "Action", call, "x-acs-action")
            .orElseThrow(() -> new RpcException(RpcError.MISSING_ACTION));
    return callers
        .admit(call)
        .compose(
            viewer -> {
              check(isVersionKnown(parameters, call), RpcError.INVALID_VERSION);
              check(action.equals(QueryOtaJob.NAME), RpcError.ACTION_NOT_FOUND);
              return queryOtaJob.answer(viewer, parameters, consistency);
            });
  }

  private static void check(boolean holds, RpcError error) {
    if (!holds) {
      throw new RpcException(error);
    }
  }

  /** Unsigned calls may leave the version out. */
  private static boolean isVersionKnown(RpcParameters parameters, SignedCall call) {
    return parameterOrHeader(parameters, "Version", call, "x-acs-version")
        .map(VERSIONS::contains)
        .orElse(true);
  }

  private static Optional<String> parameterOrHeader(
      RpcParameters parameters, String parameter, SignedCall call, String header) {
    return parameters.get(parameter).or(() -> call.header(header).stream().findFirst());
  }
}
