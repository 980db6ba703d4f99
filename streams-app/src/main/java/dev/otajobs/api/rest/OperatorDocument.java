package dev.otajobs.api.rest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/**
 * Answers GET and HEAD of {@code /v1/cluster} and of {@code /v1/topology}, for operators: what the
 * service tells of itself.
 */
public final class OperatorDocument extends Resource {

  /** All instances of the group, and what each holds. */
  public static final String CLUSTER = "/v1/cluster";

  /** What becomes of an event, step by step. */
  public static final String TOPOLOGY = "/v1/topology";

  private final BearerCallers callers;
  private final Supplier<Future<Buffer>> document;

  /**
   * @param document in JSON, as of now
   */
  public OperatorDocument(BearerCallers callers, Supplier<Future<Buffer>> document) {
    this.callers = callers;
    this.document = document;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.methodNotAllowed());
    }
    callers.admitOperator(request);
    return document.get().map(RestReply.Listed::new);
  }
}
