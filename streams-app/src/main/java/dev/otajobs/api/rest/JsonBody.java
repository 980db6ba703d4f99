package dev.otajobs.api.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The bytes of a body that must be JSON and has at most {@value #MAX_LENGTH} bytes. */
final class JsonBody {

  private static final int MAX_LENGTH = 64 * 1024;
  private static final String JSON = "application/json";

  private JsonBody() {}

  /** The body's bytes; what is in them is not looked at. */
  static byte[] bytes(HttpServerRequest request, Buffer body) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.regionMatches(true, 0, JSON, 0, JSON.length())) {
      throw new ProblemException(Problem.NO_JSON);
    }
    if (body.length() > MAX_LENGTH) {
      throw new ProblemException(Problem.TOO_LARGE);
    }
    return body.getBytes();
  }
}
