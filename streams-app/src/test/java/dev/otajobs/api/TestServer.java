package dev.otajobs.api;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;

import dev.otajobs.api.rest.Resource;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.http.RequestBodies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A real HTTP server on a free port of this machine, and a client of it. */
public final class TestServer implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final HttpServer server;

  public TestServer(Handler<HttpServerRequest> handler) throws TimeoutException {
    this(Vertx.vertx(), handler);
  }

  /** With a handler that needs the event loops, too. */
  public static TestServer with(Function<Vertx, Handler<HttpServerRequest>> handler)
      throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    return new TestServer(vertx, handler.apply(vertx));
  }

  /** Of a resource whose calls have no body. */
  public static TestServer of(Resource resource) throws TimeoutException {
    return new TestServer(request -> resource.answer(request, Buffer.buffer()));
  }

  /** Reads the bodies, as the service does. */
  public static TestServer of(RpcHandler rpc) throws TimeoutException {
    RequestBodies bodies = new RequestBodies(1000, RpcHandler.MAX_BODY, new SimpleMeterRegistry());
    return new TestServer(
        request -> {
          if (request.method().equals(HttpMethod.POST)) {
            bodies.read(request, body -> rpc.answer(request, body));
          } else {
            rpc.answer(request, Buffer.buffer());
          }
        });
  }

  private TestServer(Vertx vertx, Handler<HttpServerRequest> handler) throws TimeoutException {
    this.vertx = vertx;
    server =
        vertx
            .createHttpServer()
            .requestHandler(handler)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  public int port() {
    return server.actualPort();
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public HttpResponse<String> postForm(String path, String form, String... headers) {
    HttpRequest.Builder request = request(path, headers);
    return send(
        (List.of(headers).contains("Content-Type")
                ? request
                : request.header("Content-Type", "application/x-www-form-urlencoded"))
            .POST(ofString(form)));
  }

  public HttpResponse<String> method(String method, String path, String... headers) {
    return send(request(path, headers).method(method, noBody()));
  }

  /** Sends these bytes and reads until the server closes the connection. */
  public String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .timeout(TIMEOUT);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
