package dev.otajobs.app;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.HttpConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Listens for HTTP on one port, with one server per core, each on its own event loop. */
final class HttpListener implements AutoCloseable {

  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final int DRAIN_SECONDS = 5;

  private final Vertx vertx;
  private final List<HttpServer> servers;

  private HttpListener(Vertx vertx, List<HttpServer> servers) {
    this.vertx = vertx;
    this.servers = servers;
  }

  static HttpListener start(HttpConfig config, Handler<HttpServerRequest> handler) {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    HttpListener listener = new HttpListener(vertx, new ArrayList<>());
    // To Vert.x 0 is a free port for one server, -1 is a free port that all of them share.
    int port = config.port() == 0 ? -1 : config.port();
    try {
      for (int loop = 0; loop < loops; loop++) {
        listener.servers.add(await(listen(vertx, handler, port, config.host()), "listen"));
      }
      return listener;
    } catch (Exception e) {
      listener.close();
      throw new ConfigException(
          List.of(
              "http.host and http.port: cannot listen on %s:%d: %s"
                  .formatted(config.host(), config.port(), e.getMessage())));
    }
  }

  int port() {
    return servers.get(0).actualPort();
  }

  /** Takes no new calls, lets those under way end, at most 10 seconds. */
  @Override
  public void close() {
    try {
      await(
          Future.join(
              servers.stream()
                  .map(server -> server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS))
                  .toList()),
          "drain HTTP");
    } finally {
      await(vertx.close(), "close HTTP");
    }
  }

  private static Future<HttpServer> listen(
      Vertx vertx, Handler<HttpServerRequest> handler, int port, String host) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS);
    // A context of its own puts each server on the next event loop.
    Future<HttpServer> listening =
        Future.future(
            promise ->
                vertx
                    .getOrCreateContext()
                    .runOnContext(
                        start ->
                            vertx
                                .createHttpServer(options)
                                .requestHandler(handler)
                                .listen(port, host)
                                .onComplete(promise)));
    return listening;
  }

  private static <T> T await(Future<T> future, String action) {
    try {
      return future.await(2 * DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("could not " + action + " in time", e);
    }
  }
}
