package dev.otajobs.api.rest;

import dev.otajobs.api.consistency.EntityTag;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The answer to a call of the resource API. */
sealed interface RestReply {

  /** The job: 200. */
  record Job(String contentType, Buffer body, EntityTag tag, Optional<Duration> staleness)
      implements RestReply {}

  /** Several jobs: 200. */
  record Listed(Buffer body) implements RestReply {}

  /** Server-sent events: 200, and what comes then. */
  record Events(Watch watch) implements RestReply {}

  /** A package: 200, or 201 if the call made it. */
  record Package(Buffer body, boolean created) implements RestReply {}

  /** A package is removed: 204. */
  record Removed() implements RestReply {}

  /** The caller has this job already: 304. */
  record NotModified(EntityTag tag, Optional<Duration> staleness) implements RestReply {}

  /** The problem, its text in this case, and the headers that belong to its status. */
  record Failed(Problem problem, String detail, Map<String, String> headers) implements RestReply {

    static Failed of(Problem problem) {
      return new Failed(problem, problem.detail(), Map.of());
    }

    static Failed of(Problem problem, String header, String value) {
      return new Failed(problem, problem.detail(), Map.of(header, value));
    }

    /** Too many calls are in flight. */
    static Failed busy() {
      return of(Problem.BUSY, "Retry-After", "1");
    }

    /** A path that can only be read. */
    static Failed methodNotAllowed() {
      return of(Problem.METHOD_NOT_ALLOWED, "Allow", "GET, HEAD");
    }
  }
}
