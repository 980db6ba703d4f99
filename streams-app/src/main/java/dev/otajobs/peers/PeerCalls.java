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
 * Sends calls to peers, over connections that are kept; never more than so many at a time, and 512
 * more that wait for one. What may take its time must not share them with what must not wait.
 */
public final class PeerCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeerCalls.class);

  private static final int WAITING = 512;
  private static final int CONNECT_MILLIS = 500;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_REPLY = 4 * 1024 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  /** What a peer answered. */
  record Reply(int status, HttpClientResponse head, Buffer body) {}

  private final HttpClient client;
  private final PeerSecret secret;
  private final Clock clock;

  /**
   * @param connections to each peer, at most
   */
  public PeerCalls(Vertx vertx, PeerSecret secret, Clock clock, int connections) {
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setKeepAliveTimeout(IDLE_SECONDS)
                    .setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(WAITING))
            .build();
    this.secret = secret;
    this.clock = clock;
  }

  /** The answer; fails if there is none in time. */
  Future<Reply> send(HostInfo peer, HttpMethod method, String uri, Duration patience) {
    RequestOptions options =
        new RequestOptions()
            .setHost(peer.host())
            .setPort(peer.port())
            .setMethod(method)
            .setURI(uri)
            .putHeader(PeerSecret.HEADER, secret.prove(method.name(), uri, clock.millis()))
            .setTimeout(Math.max(1, patience.toMillis()));
    Deadline deadline = Deadline.in(patience);
    Future<HttpClientRequest> request = client.request(options);
    return request
        // One within the other: a body must be asked for before it comes.
        .compose(connected -> send(connected, deadline).compose(PeerCalls::read))
        // The request's own timeout begins anew with each byte, and does not bound the pool's wait.
        .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
        // Or a reply that comes late, or never ends, would keep its connection.
        .onFailure(failure -> request.onSuccess(HttpClientRequest::reset));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Deadline deadline) {
    // Or Vert.x would log an error for each call that is given up.
    request.exceptionHandler(failure -> LOG.debug("a peer's answer did not come", failure));
    return deadline.hasPassed()
        ? Future.failedFuture("no connection was free in time")
        : request.send();
  }

  private static Future<Reply> read(HttpClientResponse head) {
    String length = head.getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (length == null
        || !LENGTH.matcher(length).matches()
        || Integer.parseInt(length) > MAX_REPLY) {
      return Future.failedFuture("a peer's reply has no length, or is too long");
    }
    return head.body().map(body -> new Reply(head.statusCode(), head, body));
  }

  @Override
  public void close() throws Exception {
    client.close().await(5, TimeUnit.SECONDS);
  }
}
