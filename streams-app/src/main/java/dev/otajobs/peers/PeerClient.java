package dev.otajobs.peers;

import dev.otajobs.query.Deadline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to other instances over mutual TLS and a pool of kept connections. When all
 * connections to a peer are busy, at most 512 requests wait for one. Requests that may take long
 * and requests that must not wait need separate clients. A connection is replaced after five
 * minutes, so that a changed certificate or CA soon holds for all of them.
 */
public final class PeerClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

  private static final int MAX_WAITING = 512;
  private static final int CONNECT_MILLIS = 500;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_LIFETIME_SECONDS = 300;
  private static final int UPDATE_SECONDS = 5;
  private static final int MAX_REPLY_BYTES = 4 * 1024 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  /** A whole reply. */
  record Reply(int status, HttpClientResponse head, Buffer body) {}

  private final HttpClientAgent client;

  /**
   * @param connections to each peer, at most
   */
  public PeerClient(Vertx vertx, PeerTls tls, int connections) {
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setSsl(true)
                    .setVerifyHost(false)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setKeepAliveTimeout(IDLE_SECONDS)
                    .setTcpNoDelay(true))
            .with(tls.client())
            .with(
                new PoolOptions()
                    .setHttp1MaxSize(connections)
                    .setMaxWaitQueueSize(MAX_WAITING)
                    .setMaxLifetime(MAX_LIFETIME_SECONDS)
                    .setMaxLifetimeUnit(TimeUnit.SECONDS))
            .withConnectHandler(PeerClient::logFailures)
            .build();
  }

  private static void logFailures(HttpConnection connection) {
    connection.exceptionHandler(PeerClient::logFailure);
  }

  /** The caller gets the failure, too. Without a handler Vert.x logs each one as an error. */
  private static void logFailure(Throwable failure) {
    LOG.debug("a call to another instance failed", failure);
  }

  /**
   * Opens new connections with this TLS from now on.
   *
   * @throws RuntimeException if it cannot be used: the former one stays
   */
  public void use(PeerTls tls) {
    try {
      client.updateSSLOptions(tls.client()).await(UPDATE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("could not change the TLS of the client in time", e);
    }
  }

  /** Sends a GET request. Fails if there is no reply of at most 4 MiB within the timeout. */
  Future<Reply> get(HostInfo peer, String uri, Duration timeout) {
    // Without a timeout here: once all who wait for a peer's new connections have given up, Vert.x
    // 5.1.6 drops its pool, and these connections stay open beside those of the next pool. So a
    // call that is given up keeps its place in the queue until a connection is made or fails.
    RequestOptions options =
        new RequestOptions()
            .setHost(peer.host())
            .setPort(peer.port())
            .setMethod(HttpMethod.GET)
            .setURI(uri);
    Deadline deadline = Deadline.in(timeout);
    Future<HttpClientRequest> request = client.request(options);
    return request
        // Nested, since the body must be asked for before its first bytes come.
        .compose(connected -> send(connected, deadline).compose(PeerClient::read))
        .timeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS)
        // Frees the connection of a reply that is late or never ends.
        .onFailure(failure -> request.onSuccess(HttpClientRequest::reset));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Deadline deadline) {
    request.exceptionHandler(PeerClient::logFailure);
    return deadline.hasPassed()
        ? Future.failedFuture("no connection was free within the timeout")
        : request.send();
  }

  private static Future<Reply> read(HttpClientResponse head) {
    head.exceptionHandler(PeerClient::logFailure);
    String length = head.getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (length == null
        || !LENGTH.matcher(length).matches()
        || Integer.parseInt(length) > MAX_REPLY_BYTES) {
      return Future.failedFuture("the reply has no length, or more than 4 MiB");
    }
    return head.body().map(body -> new Reply(head.statusCode(), head, body));
  }

  @Override
  public void close() throws Exception {
    client.close().await(5, TimeUnit.SECONDS);
  }
}
