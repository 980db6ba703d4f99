package dev.otajobs.faults.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP server that passes calls on to another one, or fails, or never answers. */
public final class FlakyHttp implements AutoCloseable {

  private static final byte[] WRONG =
      "{\"schema\": \"\\\"string\\\"\"}".getBytes(StandardCharsets.UTF_8);
  private static final long LONGEST_HANG_SECONDS = 60;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool(FlakyHttp::daemon);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final int target;
  private volatile Mood mood = Mood.GOOD;

  /** How it answers. */
  public enum Mood {
    GOOD,
    /** 500 to every call. */
    FAILING,
    /** Takes every call and says nothing. */
    HANGING,
    /** Another schema for every id. */
    LYING
  }

  private FlakyHttp(HttpServer server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Listens at a free port and passes everything on to {@code target}, both on loopback. */
  public static FlakyHttp start(int target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      FlakyHttp flaky = new FlakyHttp(server, target);
      server.createContext("/", flaky::handle);
      server.setExecutor(flaky.threads);
      server.start();
      return flaky;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public void become(Mood next) {
    mood = next;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (mood) {
        case GOOD -> passOn(exchange);
        case FAILING -> exchange.sendResponseHeaders(500, -1);
        case LYING -> lie(exchange);
        case HANGING -> closed.await(LONGEST_HANG_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lie(HttpExchange exchange) throws IOException, InterruptedException {
    if (!exchange.getRequestURI().getPath().contains("/schemas/ids/")) {
      passOn(exchange);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(200, WRONG.length);
    exchange.getResponseBody().write(WRONG);
  }

  private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + target + exchange.getRequestURI());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    response
        .headers()
        .firstValue("Content-Type")
        .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
    exchange.sendResponseHeaders(response.statusCode(), response.body().length);
    exchange.getResponseBody().write(response.body());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "flaky-http");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
