package dev.otajobs.peers;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/** Sends calls to peers, over connections that are kept; never more than so many at a time. */
public final class PeerCalls implements AutoCloseable {

  private static final int CONNECTIONS = 32;
  private static final int WAITING = 512;
  private static final int CONNECT_MILLIS = 500;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_REPLY = 4 * 1024 * 1024;

  /** What a peer answered. */
  record Reply(int status, HttpClientResponse head, Buffer body) {}

  private final HttpClient client;
  private final PeerSecret secret;
  private final Clock clock;

  public PeerCalls(Vertx vertx, PeerSecret secret, Clock clock) {
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setKeepAliveTimeout(IDLE_SECONDS)
                    .setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING))
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
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(PeerCalls::read)
        // The request's timeout ends with the head of the reply, and does not bound the pool's
        // wait.
        .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
  }

  private static Future<Reply> read(HttpClientResponse head) {
    String length = head.getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (length == null || length.length() > 9 || Integer.parseInt(length) > MAX_REPLY) {
      head.request().connection().close();
      return Future.failedFuture("a peer's reply has no length, or is too long");
    }
    return head.body().map(body -> new Reply(head.statusCode(), head, body));
  }

  @Override
  public void close() throws Exception {
    client.close().await(5, TimeUnit.SECONDS);
  }
}
