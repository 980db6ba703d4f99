package dev.otajobs.benchmarks.load.open;

import dev.otajobs.benchmarks.load.wrk.Request;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls a server on 127.0.0.1 over a fixed number of connections, from one event loop. */
final class AsyncClient implements AutoCloseable {

  /** A request whose reply takes longer counts as broken. */
  private static final long PATIENCE_SECONDS = 10;

  /** What came back. */
  record Reply(int status, Buffer body) {}

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client;
  private final int port;

  /**
   * @param connections at most; what has none waits, and its time runs
   */
  AsyncClient(int port, int connections) {
    this.port = port;
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1))
            .build();
  }

  /** Runs a task where replies are handled, so that it needs no locks. */
  void onLoop(Runnable task) {
    loop.runOnContext(nothing -> task.run());
  }

  /** Runs it there after so many milliseconds. */
  void later(long millis, Runnable task) {
    vertx.setTimer(millis, timer -> task.run());
  }

  /** To be called on the loop. */
  Future<Reply> send(Request request) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMethod(HttpMethod.valueOf(request.method()))
            .setURI(request.path());
    request.headers().forEach(options::putHeader);
    return client
        .request(options)
        .compose(
            out ->
                (request.body().isEmpty() ? out.send() : out.send(request.body()))
                    .compose(head -> head.body().map(body -> new Reply(head.statusCode(), body))))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the client does not close", e);
    }
  }
}
