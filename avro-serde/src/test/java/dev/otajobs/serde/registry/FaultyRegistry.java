package dev.otajobs.serde.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on loopback that answers as it is told to, well or badly, one script a request. */
public final class FaultyRegistry implements AutoCloseable {

  /** What to do about one request; {@code call} counts from 1. */
  @FunctionalInterface
  public interface Script {
    void answer(HttpExchange exchange, int call) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FaultyRegistry(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port. */
  public static FaultyRegistry start(Script script) {
    // Without it every reply waits 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      FaultyRegistry registry =
          new FaultyRegistry(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
      registry.server.createContext("/", exchange -> registry.handle(exchange, script));
      registry.server.setExecutor(registry.threads);
      registry.server.start();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers every question for an id with {@code schema}, under id 1, and 40403 for other ids. */
  public static FaultyRegistry serving(org.apache.avro.Schema schema) {
    String text =
        com.fasterxml.jackson.databind.node.TextNode.valueOf(schema.toString()).toString();
    return start(
        (exchange, call) -> {
          String path = exchange.getRequestURI().getPath();
          if (path.endsWith("/ids/1") || exchange.getRequestMethod().equals("POST")) {
            reply(exchange, 200, "{\"id\":1,\"version\":1,\"schema\":" + text + "}");
          } else {
            reply(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
          }
        });
  }

  public static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Keeps the caller waiting until this server closes. */
  void hang() throws InterruptedException {
    closed.await();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method, path and query of every request so far. */
  public List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  private void handle(HttpExchange exchange, Script script) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      script.answer(exchange, requests.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
