package dev.otajobs.ops;

import dev.otajobs.http.CallLimit;
import dev.otajobs.http.Gzip;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /live}, {@code /ready}, {@code /status} and {@code /metrics}, no other path. */
public final class OpsHandler implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(OpsHandler.class);

  private final Liveness liveness;
  private final Readiness readiness;
  private final KeptText status;
  private final KeptText metrics;
  private final CallLimit readers;

  /**
   * @param readers bounds those who read status or metrics at once
   */
  public OpsHandler(
      Liveness liveness,
      Readiness readiness,
      KeptText status,
      KeptText metrics,
      CallLimit readers) {
    this.readers = readers;
    this.liveness = liveness;
    this.readiness = readiness;
    this.status = status;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      answer(request);
    } catch (RuntimeException e) {
      failed(request, e);
    }
  }

  private static void failed(HttpServerRequest request, Throwable failure) {
    LOG.error("could not answer, path={}", request.path(), failure);
    plain(request.response(), 500, "failed: the log says why\n");
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/live" -> send(response, liveness.check());
      case "/ready" -> send(response, readiness.check());
      case "/status" -> send(request, "application/json;charset=utf-8", status);
      case "/metrics" -> send(request, "text/plain; version=0.0.4; charset=utf-8", metrics);
      default -> notFound(request);
    }
  }

  /** Answers that there is nothing. */
  public static void notFound(HttpServerRequest request) {
    plain(request.response(), 404, "not found: see docs/contract.md for the paths\n");
  }

  /** Each reply in flight holds a copy of the text until its reader has taken it. */
  private void send(HttpServerRequest request, String type, KeptText text) {
    if (!readers.admit(request)) {
      plain(request.response(), 503, "busy: too many read this at once\n");
      return;
    }
    boolean small = Gzip.isAccepted(request);
    (small ? text.compressed() : text.get())
        .onSuccess(
            body -> {
              HttpServerResponse response = request.response();
              response.putHeader(HttpHeaders.CONTENT_TYPE, type);
              response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
              if (small) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
              }
              response.end(body);
            })
        .onFailure(failure -> failed(request, failure));
  }

  private static void send(HttpServerResponse response, Health health) {
    if (health instanceof Health.Down down) {
      plain(response, 503, "down: " + down.why() + "\n");
    } else if (health instanceof Health.Up) {
      plain(response, 200, "up\n");
    } else {
      throw new IllegalStateException("unknown health " + health);
    }
  }

  private static void plain(HttpServerResponse response, int status, String text) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.end(text);
  }
}
