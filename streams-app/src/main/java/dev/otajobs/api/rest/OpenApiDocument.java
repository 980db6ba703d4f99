package dev.otajobs.api.rest;

import dev.otajobs.api.RequestIds;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Answers {@code /openapi.json} with the description of the resource API; needs no account. */
public final class OpenApiDocument implements Handler<HttpServerRequest> {

  /** The path. */
  public static final String PATH = "/openapi.json";

  private final Buffer document = Buffer.buffer(read());

  @Override
  public void handle(HttpServerRequest request) {
    String requestId = RequestIds.next();
    if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
      request.response().putHeader("x-request-id", requestId);
      RestReplies.end(request, "application/json", document);
    } else {
      RestReplies.send(request, requestId, RestReply.Failed.methodNotAllowed());
    }
  }

  private static byte[] read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
