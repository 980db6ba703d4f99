package dev.otajobs.api.rest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** An error of the resource API, as RFC 9457 has it. */
enum Problem {
  BAD_PATH(400, "Bad Request", "the path must be /v1/jobs/{jobId}, percent-encoded UTF-8"),
  BAD_HEADER(400, "Bad Request", "Ota-At-Least or Ota-Max-Staleness-Ms cannot be read"),
  UNAUTHORIZED(401, "Unauthorized", "send Authorization: Bearer with a token of an account"),
  THROTTLED(429, "Too Many Requests", "the account has asked more often than its quota allows"),
  NOT_FOUND(404, "Not Found", "the specified OTA job does not exist"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", "only GET"),
  NOT_YET(412, "Precondition Failed", "the position of Ota-At-Least is not reached yet; try again"),
  INTERNAL(500, "Internal Server Error", "the call failed; the log says why"),
  BUSY(503, "Service Unavailable", "too many calls are in flight; try again"),
  UNAVAILABLE(503, "Service Unavailable", "the job cannot be looked up now; try again");

  private final int status;
  private final String title;
  private final String detail;

  Problem(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  Future<Void> send(HttpServerResponse response) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    return response.end(
        "{\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\"}".formatted(status, title, detail));
  }
}
