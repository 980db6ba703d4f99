package dev.otajobs.benchmarks.load.ceiling;

import dev.otajobs.http.Endpoint;
import dev.otajobs.http.HttpListener;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The service's own listener, on as many event loops, that answers every request with the same
 * bytes: what HTTP alone gives on this machine.
 */
public final class ConstantServer {

  private static final int BYTES = 1_000;

  private ConstantServer() {}

  /**
   * Serves until the process is ended.
   *
   * @param args the port
   */
  public static void main(String[] args) throws InterruptedException {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    Buffer body = Buffer.buffer("{\"Data\":\"" + "x".repeat(BYTES - 28) + "\",\"Success\":true}");
    HttpListener.start(
        vertx,
        new Endpoint(
            "http",
            "port",
            "127.0.0.1",
            Integer.parseInt(args[0]),
            Optional.empty(),
            10_000,
            false,
            Duration.ofSeconds(10)),
        new CompositeMeterRegistry(),
        request ->
            request
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8")
                .end(body));
    new CountDownLatch(1).await();
  }
}
