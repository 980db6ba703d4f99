package dev.otajobs.http;

import dev.otajobs.config.ConfigException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Listens for HTTP on one port. There is one server per core, each on its own event loop. */
public final class HttpListener implements AutoCloseable {

  /** A create call for 200 devices whose names need escapes has about 60 KB. */
  private static final int MAX_LINE_BYTES = 64 * 1024;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Calls in flight on a connection of HTTP/2. */
  private static final int MAX_STREAMS = 1_024;

  /** A caller that gives up resets its call. Vert.x would close its connection after 200. */
  private static final int MAX_RESETS = 1_000_000;

  private final Endpoint endpoint;
  private final ConnectionLimit connections;
  private final Counter timedOut;
  private final List<HttpServer> servers = new ArrayList<>();

  private HttpListener(Endpoint endpoint, MeterRegistry metrics) {
    Tags tags = Tags.of("listener", endpoint.name());
    this.endpoint = endpoint;
    this.connections = new ConnectionLimit(endpoint.maxConnections(), metrics, tags);
    this.timedOut = metrics.counter("ota.http.requests.timed.out", tags);
  }

  /**
   * Listens until it is closed.
   *
   * @param vertx stays open when the listener is closed
   * @throws ConfigException if it cannot listen there
   */
  public static HttpListener start(
      Vertx vertx, Endpoint endpoint, MeterRegistry metrics, Handler<HttpServerRequest> handler) {
    HttpListener listener = new HttpListener(endpoint, metrics);
    try {
      for (int loop = 0; loop < Runtime.getRuntime().availableProcessors(); loop++) {
        listener.servers.add(await(listener.listen(vertx, handler), "listen"));
      }
      return listener;
    } catch (Exception e) {
      listener.close();
      throw new ConfigException(
          List.of(
              "%s: cannot listen on %s:%d: %s"
                  .formatted(
                      endpoint.settings(), endpoint.host(), endpoint.port(), e.getMessage())));
    }
  }

  public int port() {
    return servers.get(0).actualPort();
  }

  /**
   * Uses this certificate for new connections. Open connections stay.
   *
   * @throws RuntimeException if the certificate cannot be used; the old one stays
   */
  public void use(ServerCertificate certificate) {
    ServerSSLOptions options = tls(certificate);
    await(
        Future.all(servers.stream().map(server -> server.updateSSLOptions(options)).toList()),
        "change the certificate");
  }

  /** Takes no new calls, and closes those that are still in flight after 5 seconds. */
  @Override
  public void close() {
    // Vert.x 5.1.6 lets connections of HTTP/2 take the time twice.
    Duration drain = endpoint.http2() ? DRAIN.dividedBy(2) : DRAIN;
    await(
        Future.join(servers.stream().map(server -> server.shutdown(drain)).toList()), "drain HTTP");
  }

  private Future<HttpServer> listen(Vertx vertx, Handler<HttpServerRequest> handler) {
    // In Vert.x, 0 gives each server its own free port, and -1 gives all of them the same one.
    int port = endpoint.port() == 0 ? -1 : endpoint.port();
    ReplyBatch batch = new ReplyBatch();
    HttpServer server =
        create(vertx)
            .connectionHandler(connection -> accept(connection, batch))
            .requestHandler(handler);
    // Each deployment gets the next event loop. Without one, all servers would share a loop.
    return vertx
        .deployVerticle((Deployable) context -> server.listen(port, endpoint.host()))
        .map(server);
  }

  private HttpServer create(Vertx vertx) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(endpoint.http2())
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MAX_STREAMS)
                    .setMaxHeaderListSize(MAX_LINE_BYTES + MAX_HEADER_BYTES))
            .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
            // There are no web sockets. Else each request would pass a handler for them.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setSsl(endpoint.certificate().isPresent());
    HttpServerConfig config = new HttpServerConfig(options);
    return endpoint
        .certificate()
        .map(this::tls)
        .map(tls -> vertx.createHttpServer(config, tls))
        .orElseGet(() -> vertx.createHttpServer(config));
  }

  private ServerSSLOptions tls(ServerCertificate certificate) {
    return certificate.options(endpoint.requestTimeout(), endpoint.http2());
  }

  private void accept(HttpConnection connection, ReplyBatch batch) {
    boolean http1 = connection.protocolVersion() != HttpVersion.HTTP_2;
    // Vert.x has no public interface for the first byte of a request.
    if (connections.admit(connection)
        && http1
        && connection instanceof HttpServerConnection server) {
      RequestDeadline.watch(
          server.channelHandlerContext(), endpoint.requestTimeout(), timedOut::increment);
      OnlyHttp1.check(server.channelHandlerContext());
      batch.add(server.channelHandlerContext());
    }
  }

  private static <T> T await(Future<T> future, String action) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("could not " + action + " in time", e);
    }
  }
}
