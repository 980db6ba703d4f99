package dev.otajobs.peers;

import dev.otajobs.query.Deadline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to other instances over HTTP/2, mutual TLS and a few kept connections: a request
 * that is given up costs no connection, and a peer that has just started gets few handshakes. A
 * connection takes 512 requests at once; when all connections to a peer are full, at most 512 more
 * wait. Requests that may take long and requests that must not wait need separate clients. A
 * connection is replaced after five minutes, so that a changed certificate or CA soon holds for all
 * of them.
 */
public final class PeerClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

  private static final int MAX_WAITING = 512;
  private static final int STREAMS = 512;
  private static final int STREAM_WINDOW_BYTES = 1024 * 1024;
  private static final int CONNECTION_WINDOW_BYTES = 16 * 1024 * 1024;
  private static final Duration PING = Duration.ofSeconds(1);
  private static final int CONNECT_MILLIS = 500;
  private static final int IDLE_SECONDS = 30;
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(5);

  /** More than a call may take: a minute, see {@link PeerHandler}. */
  private static final Duration DRAIN = Duration.ofSeconds(65);

  private static final int UPDATE_SECONDS = 5;
  private static final int MAX_REPLY_BYTES = 4 * 1024 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  /** A whole reply. */
  record Reply(int status, HttpClientResponse head, Buffer body) {}

  private final HttpClientAgent client;
  private final Duration ping;

  private final FailedConnects failedConnects;

  /** Those that a ping was sent over. */
  private final Set<HttpConnection> pinged = ConcurrentHashMap.newKeySet();

  /**
   * @param connections to each peer, at most
   */
  public PeerClient(Vertx vertx, PeerTls tls, int connections) {
    this(vertx, tls, connections, MAX_LIFETIME, PING, Duration.ZERO);
  }

  /**
   * A client for queries, which other instances may answer as well: while no connection can be made
   * to a peer, only one query in 100 ms tries, and the others fail at once.
   */
  public static PeerClient ofQueries(Vertx vertx, PeerTls tls, int connections) {
    return new PeerClient(vertx, tls, connections, MAX_LIFETIME, PING, FailedConnects.PAUSE);
  }

  /**
   * @param lifetime of a connection
   * @param ping how long the answer to a ping may take
   * @param pause after a failed attempt to connect
   */
  PeerClient(
      Vertx vertx, PeerTls tls, int connections, Duration lifetime, Duration ping, Duration pause) {
    this.ping = ping;
    this.failedConnects = new FailedConnects(pause, System::nanoTime);
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setSsl(true)
                    .setVerifyHost(false)
                    .setUseAlpn(true)
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2MultiplexingLimit(STREAMS)
                    .setInitialSettings(
                        new Http2Settings().setInitialWindowSize(STREAM_WINDOW_BYTES))
                    .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                    .setHttp2KeepAliveTimeout(IDLE_SECONDS)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setTcpNoDelay(true))
            .with(tls.client())
            .with(new PoolOptions().setHttp2MaxSize(connections).setMaxWaitQueueSize(MAX_WAITING))
            .withConnectHandler(connection -> opened(connection, vertx, lifetime))
            .build();
  }

  /** The pool's own limit of a lifetime holds only for connections without a call. */
  private void opened(HttpConnection connection, Vertx vertx, Duration lifetime) {
    connection.exceptionHandler(PeerClient::logFailure);
    long timer = vertx.setTimer(lifetime.toMillis(), old -> connection.shutdown(DRAIN));
    connection.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          failedConnects.closed(connection);
        });
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

  /**
   * Sends a GET request. Fails if there is no reply of at most 4 MiB within the timeout; a client
   * {@link #ofQueries of queries} also at once, if no connection could be made a moment ago.
   */
  Future<Reply> get(HostInfo peer, String uri, Duration timeout) {
    Optional<Throwable> broken = failedConnects.recent(peer);
    if (broken.isPresent()) {
      return Future.failedFuture(broken.get());
    }
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
    Future<HttpClientRequest> request =
        client
            .request(options)
            .onSuccess(connected -> failedConnects.connected(peer, connected.connection()))
            .onFailure(failure -> failedConnects.failed(peer, failure));
    return request
        // Nested, since the body must be asked for before its first bytes come.
        .compose(connected -> send(connected, deadline).compose(PeerClient::read))
        .timeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.onSuccess(connected -> giveUp(connected, failure)));
  }

  private void giveUp(HttpClientRequest request, Throwable why) {
    request.reset();
    if (!isHttp2(request)) {
      request.connection().close();
    } else if (why instanceof TimeoutException) {
      ping(request.connection());
    }
  }

  /**
   * Closes a connection whose other end does not answer a ping in time. The wire may be broken; the
   * next request finds out by a new connection, long before TCP gives this one up.
   */
  private void ping(HttpConnection connection) {
    if (pinged.add(connection)) {
      connection
          .ping(Buffer.buffer(new byte[Long.BYTES]))
          .timeout(ping.toMillis(), TimeUnit.MILLISECONDS)
          .onFailure(silent -> connection.close())
          .onComplete(over -> pinged.remove(connection));
    }
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Deadline deadline) {
    request.exceptionHandler(PeerClient::logFailure);
    if (!isHttp2(request)) {
      return Future.failedFuture("the peer does not speak HTTP/2");
    }
    if (deadline.hasPassed()) {
      freePlace(request);
      return Future.failedFuture("no connection was free within the timeout");
    }
    return request.send();
  }

  /**
   * The place that a request has on its connection becomes free when its stream closes. Vert.x
   * 5.1.6 never frees that of a request which is reset without a stream. So a request that comes
   * too late opens one, with a path that costs the peer nothing, before it is reset.
   */
  private static void freePlace(HttpClientRequest request) {
    request.setURI("/").send();
  }

  private static boolean isHttp2(HttpClientRequest request) {
    return request.connection().protocolVersion() == HttpVersion.HTTP_2;
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
  public void close() throws TimeoutException {
    client.close().await(5, TimeUnit.SECONDS);
  }
}
