package dev.otajobs.ops;

import dev.otajobs.http.CallLimit;
import dev.otajobs.http.Gzip;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /live}, {@code /ready}, {@code /status} and {@code /metrics}, no other path. */
public final class OpsHandler implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(OpsHandler.class);

  private static final MultiMap JSON =
      HttpHeaders.headers().add(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8");

  private final Liveness liveness;
  private final Readiness readiness;
  private final KeptText status;
  private final KeptText metrics;
  private final KeptText compressed;
  private final CallLimit readers;

  /**
   * @param compressed the metrics for those who take them compressed
   * @param readers bounds those who read status or metrics at once
   */
  public OpsHandler(
      Liveness liveness,
      Readiness readiness,
      KeptText status,
      KeptText metrics,
      KeptText compressed,
      CallLimit readers) {
    this.compressed = compressed;
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
      case "/status" -> send(request, JSON, status);
      case "/metrics" -> metrics(request);
      default -> notFound(request);
    }
  }

  private void metrics(HttpServerRequest request) {
    MultiMap head =
        HttpHeaders.headers()
            .add(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
            .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (Gzip.isAccepted(request)) {
      send(request, head.add(HttpHeaders.CONTENT_ENCODING, "gzip"), compressed);
    } else {
      send(request, head, metrics);
    }
  }

  /** Answers that there is nothing. */
  public static void notFound(HttpServerRequest request) {
    plain(request.response(), 404, "not found: see docs/contract.md for the paths\n");
  }

  /** Each reply in flight holds a copy of the text until its reader has taken it. */
  private void send(HttpServerRequest request, MultiMap head, KeptText text) {
    if (!readers.admit(request)) {
      plain(request.response(), 503, "busy: too many read this at once\n");
      return;
    }
    text.get()
        .onSuccess(
            body -> {
              request.response().headers().addAll(head);
              request.response().end(body);
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
