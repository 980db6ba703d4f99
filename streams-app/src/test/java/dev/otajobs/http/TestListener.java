package dev.otajobs.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A listener on a free port of this machine, and sockets to it. */
final class TestListener implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final HttpListener listener;
  private final Vertx vertx = Vertx.vertx();

  private TestListener(Endpoint endpoint, Handler<HttpServerRequest> handler) {
    listener = HttpListener.start(vertx, endpoint, metrics, handler);
  }

  static TestListener of(
      int maxConnections, Duration requestTimeout, Handler<HttpServerRequest> handler) {
    return new TestListener(
        new Endpoint(
            "http",
            "http.host and http.port",
            "127.0.0.1",
            0,
            Optional.empty(),
            maxConnections,
            false,
            requestTimeout),
        handler);
  }

  static TestListener of(ServerCertificate certificate, Handler<HttpServerRequest> handler) {
    return new TestListener(
        new Endpoint(
            "http",
            "http.host and http.port",
            "127.0.0.1",
            0,
            Optional.of(certificate),
            1000,
            false,
            Duration.ofSeconds(2)),
        handler);
  }

  int port() {
    return listener.port();
  }

  double count(String counter) {
    return metrics.get(counter).counter().count();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends a call and reads its reply, whose body is empty. */
  static String call(Socket socket) throws IOException {
    send(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    return reply(socket);
  }

  /** Reads headers up to the empty line. */
  static String reply(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Whether the other side closes it in time; a reset closes it, too. */
  static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws TimeoutException {
    listener.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
