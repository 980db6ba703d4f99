package dev.otajobs.peers;

import dev.otajobs.query.Deadline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to other instances over a pool of kept connections. When all connections to a peer
 * are busy, at most 512 requests wait for one. Requests that may take long and requests that must
 * not wait need separate clients.
 */
public final class PeerClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

  private static final int MAX_WAITING = 512;
  private static final int CONNECT_MILLIS = 500;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_REPLY_BYTES = 4 * 1024 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  /** A whole reply. */
  record Reply(int status, HttpClientResponse head, Buffer body) {}

  private final HttpClient client;
  private final PeerSecret secret;
  private final Clock clock;

  /**
   * @param connections to each peer, at most
   */
  public PeerClient(Vertx vertx, PeerSecret secret, Clock clock, int connections) {
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setKeepAliveTimeout(IDLE_SECONDS)
                    .setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(MAX_WAITING))
            .build();
    this.secret = secret;
    this.clock = clock;
  }

  /** Sends a GET request. Fails if there is no reply of at most 4 MiB within the timeout. */
  Future<Reply> get(HostInfo peer, String uri, Duration timeout) {
    long millis = Math.max(1, timeout.toMillis());
    RequestOptions options =
        new RequestOptions()
            .setHost(peer.host())
            .setPort(peer.port())
            .setMethod(HttpMethod.GET)
            .setURI(uri)
            .putHeader(PeerSecret.HEADER, secret.prove("GET", uri, clock.millis()))
            .setTimeout(millis);
    Deadline deadline = Deadline.in(timeout);
    Future<HttpClientRequest> request = client.request(options);
    return request
        // Nested, since the body must be asked for before its first bytes come.
        .compose(connected -> send(connected, deadline).compose(PeerClient::read))
        // The request's own timeout starts anew with each byte, and leaves out the pool's wait.
        .timeout(millis, TimeUnit.MILLISECONDS)
        // Frees the connection of a reply that is late or never ends.
        .onFailure(failure -> request.onSuccess(HttpClientRequest::reset));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Deadline deadline) {
    // Without a handler Vert.x logs an error for each request that is given up.
    request.exceptionHandler(failure -> LOG.debug("no reply from another instance", failure));
    return deadline.hasPassed()
        ? Future.failedFuture("no connection was free within the timeout")
        : request.send();
  }

  private static Future<Reply> read(HttpClientResponse head) {
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
