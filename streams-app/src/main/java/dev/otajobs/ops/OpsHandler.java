package dev.otajobs.ops;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /live}, {@code /ready}, {@code /status} and {@code /metrics}, no other path. */
public final class OpsHandler implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(OpsHandler.class);

  private final Liveness liveness;
  private final Readiness readiness;
  private final Supplier<String> status;
  private final Supplier<String> metrics;

  public OpsHandler(
      Liveness liveness, Readiness readiness, Supplier<String> status, Supplier<String> metrics) {
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
      LOG.error("could not answer, path={}", request.path(), e);
      plain(request.response(), 500, "failed: the log says why\n");
    }
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/live" -> send(response, liveness.check());
      case "/ready" -> send(response, readiness.check());
      case "/status" -> {
        String json = status.get();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8");
        response.end(json);
      }
      case "/metrics" -> {
        String text = metrics.get();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.end(text);
      }
      default -> plain(response, 404, "not found: see docs/contract.md for the paths\n");
    }
  }

  private static void send(HttpServerResponse response, Health health) {
    if (health instanceof Health.Down down) {
      plain(response, 503, "down: " + down.why() + "\n");
    } else {
      plain(response, 200, "up\n");
    }
  }

  private static void plain(HttpServerResponse response, int status, String text) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.end(text);
  }
}
