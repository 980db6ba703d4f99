package dev.otajobs.api.rest;

/**
 * An error of the resource API, by RFC 9457. Its type is {@code about:blank}, so its title is that
 * of the status. All statuses of the API's errors are here.
 */
enum Problem {
  BAD_PATH(400, "Bad Request", "the path must be /v1/jobs/{jobId}, percent-encoded UTF-8"),
  BAD_HEADER(400, "Bad Request", "a header cannot be read"),
  UNAUTHORIZED(401, "Unauthorized", "send Authorization: Bearer with a token of an account"),
  FORBIDDEN(403, "Forbidden", "the permissions of the account do not include this"),
  NOT_FOUND(404, "Not Found", "the specified OTA job does not exist"),
  NO_HISTORIES(404, "Not Found", "no histories are kept here (jobs.history.changes)"),
  NOT_THEN(404, "Not Found", "the specified OTA job did not exist at that time"),
  NOT_KEPT(410, "Gone", "the history of the job does not go back so far"),
  BAD_TIME(400, "Bad Request", "asOf must be a time such as 2026-01-01T00:00:00Z"),
  HISTORY_UNAVAILABLE(503, "Service Unavailable", "the history cannot be looked up now; try again"),
  BAD_QUERY(400, "Bad Request", "a parameter of the list cannot be read"),
  BAD_BATCH(400, "Bad Request", "the body does not name jobs"),
  BAD_REPLAY(400, "Bad Request", "the body does not say which dead letters are meant"),
  ONLY_GET(405, "Method Not Allowed", "only GET"),
  ONLY_POST(405, "Method Not Allowed", "only POST"),
  LIST_UNAVAILABLE(503, "Service Unavailable", "not all partitions can be listed now; try again"),
  BAD_PACKAGE_PATH(
      400, "Bad Request", "the path must be /v1/packages/{firmwareId}, percent-encoded UTF-8"),
  BAD_PACKAGE(400, "Bad Request", "the body is not a package"),
  PACKAGE_NOT_FOUND(404, "Not Found", "the specified package does not exist"),
  PACKAGE_METHOD_NOT_ALLOWED(405, "Method Not Allowed", "only GET, HEAD, PUT and DELETE"),
  TOO_LARGE(413, "Content Too Large", "the body is longer than 65536 bytes"),
  NO_JSON(415, "Unsupported Media Type", "the body must be application/json"),
  BROKEN_PACKAGE(500, "Internal Server Error", "the record of the package cannot be used"),
  PACKAGE_UNAVAILABLE(503, "Service Unavailable", "packages cannot be looked up now; try again"),
  LETTERS_UNAVAILABLE(503, "Service Unavailable", "the brokers do not answer; try again"),
  NOT_WRITTEN(503, "Service Unavailable", "the package was not written; try again"),
  MAYBE_WRITTEN(503, "Service Unavailable", "the package may have been written; try again"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", "only GET and HEAD"),
  NOT_ACCEPTABLE(406, "Not Acceptable", "there is application/json and application/xml"),
  NOT_YET(412, "Precondition Failed", "the position of Ota-At-Least is not reached yet; try again"),
  THROTTLED(429, "Too Many Requests", "the account has asked more often than its quota allows"),
  INTERNAL(500, "Internal Server Error", "the call failed; the log has its x-request-id"),
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

  int status() {
    return status;
  }

  /** The reason phrase of the status. */
  String title() {
    return title;
  }

  /** The text for people, unless the reply has a more exact one. */
  String detail() {
    return detail;
  }
}
