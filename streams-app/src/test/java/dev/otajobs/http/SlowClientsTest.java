package dev.otajobs.http;

import static dev.otajobs.http.TestListener.call;
import static dev.otajobs.http.TestListener.isClosed;
import static dev.otajobs.http.TestListener.reply;
import static dev.otajobs.http.TestListener.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request must have come as a whole in time, however its bytes are spread. */
@Timeout(60)
class SlowClientsTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String TIMED_OUT = "ota.http.requests.timed.out";
  private static final Handler<HttpServerRequest> AFTER_THE_BODY =
      request -> request.endHandler(end -> request.response().end());
  private static final Handler<HttpServerRequest> AT_THE_HEADERS =
      request -> request.response().setStatusCode(503).end();
  private static final Handler<HttpServerRequest> AFTER_TWICE_THE_TIME =
      request ->
          Vertx.currentContext()
              .owner()
              .setTimer(2 * LIMIT.toMillis(), late -> request.response().end());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\nX-Slow: ",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"
      })
  void shouldCloseAConnectionThatTrickles(String begin) throws Exception {
    try (TestListener server = TestListener.of(100, LIMIT, AFTER_THE_BODY);
        Socket socket = server.connect()) {
      // when
      send(socket, begin);
      long millis = trickleUntilClosed(socket);

      // then
      assertThat(millis).isBetween(LIMIT.toMillis() - 100, LIMIT.toMillis() + 3000);
      assertThat(server.count(TIMED_OUT)).isEqualTo(1);
    }
  }

  @Test
  void shouldCloseAConnectionThatSendsNothing() throws Exception {
    try (TestListener server = TestListener.of(100, LIMIT, AFTER_THE_BODY);
        Socket socket = server.connect()) {
      assertThat(isClosed(socket)).isTrue();
      assertThat(server.count(TIMED_OUT)).isEqualTo(1);
    }
  }

  @Test
  void shouldNotLetALaterRequestTrickle() throws Exception {
    try (TestListener server = TestListener.of(100, LIMIT, AFTER_THE_BODY);
        Socket socket = server.connect()) {
      // given
      call(socket);

      // when
      send(socket, "GET / HTTP/1.1\r\n");
      long millis = trickleUntilClosed(socket);

      // then
      assertThat(millis).isBetween(LIMIT.toMillis() - 100, LIMIT.toMillis() + 3000);
    }
  }

  @Test
  void shouldNotLetAPipelinedRequestTrickle() throws Exception {
    try (TestListener server = TestListener.of(100, LIMIT, AFTER_TWICE_THE_TIME);
        Socket socket = server.connect()) {
      // given
      send(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");

      // when
      send(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
      String first = reply(socket);
      long millis = trickleUntilClosed(socket);

      // then
      assertThat(first).startsWith("HTTP/1.1 200");
      assertThat(millis).isLessThan(LIMIT.toMillis() + 3000);
    }
  }

  @Test
  void shouldNotLetTheBodyOfARefusedRequestTrickle() throws Exception {
    try (TestListener server = TestListener.of(100, LIMIT, AT_THE_HEADERS);
        Socket socket = server.connect()) {
      // given
      send(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
      assertThat(reply(socket)).startsWith("HTTP/1.1 503");

      // then
      assertThat(trickleUntilClosed(socket)).isLessThan(LIMIT.toMillis() + 3000);
    }
  }

  @Test
  void shouldWaitForASlowReplyAndBetweenRequests() throws Exception {
    try (TestListener server = TestListener.of(100, LIMIT, AFTER_TWICE_THE_TIME);
        Socket socket = server.connect()) {
      // given
      assertThat(call(socket)).startsWith("HTTP/1.1 200");

      // when
      socket.setSoTimeout(Math.toIntExact(3 * LIMIT.toMillis()));
      boolean closedWhileIdle = isClosed(socket);
      socket.setSoTimeout(10_000);

      // then
      assertThat(closedWhileIdle).isFalse();
      assertThat(call(socket)).startsWith("HTTP/1.1 200");
      send(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3));
      for (int i = 0; i < 3; i++) {
        assertThat(reply(socket)).startsWith("HTTP/1.1 200");
      }
      assertThat(server.count(TIMED_OUT)).isZero();
    }
  }

  @Test
  void shouldTakeARequestInPieces() throws Exception {
    try (TestListener server = TestListener.of(100, Duration.ofSeconds(5), AFTER_THE_BODY);
        Socket socket = server.connect()) {
      for (int i = 0; i < 2; i++) {
        // when
        for (char letter : "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc".toCharArray()) {
          send(socket, String.valueOf(letter));
        }

        // then
        assertThat(reply(socket)).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void shouldAnswerBesideIdleConnections() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (TestListener server = TestListener.of(3000, Duration.ofSeconds(30), AFTER_THE_BODY)) {
      // given
      for (int i = 0; i < 2000; i++) {
        idle.add(server.connect());
      }
      awaitConnections(server, 2000);

      // when
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        try (Socket socket = server.connect()) {
          assertThat(call(socket)).startsWith("HTTP/1.1 200");
        }
      }

      // then
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void shouldCloseConnectionsThatAreTooMany() throws Exception {
    try (TestListener server = TestListener.of(2, Duration.ofSeconds(30), AFTER_THE_BODY);
        Socket first = server.connect();
        Socket second = server.connect()) {
      // given
      call(first);
      call(second);

      // when
      try (Socket third = server.connect()) {
        assertThat(isClosed(third)).isTrue();
      }

      // then
      assertThat(server.count("ota.http.connections.refused")).isEqualTo(1);
      assertThat(call(first)).startsWith("HTTP/1.1 200");

      // when
      first.close();
      awaitConnections(server, 1);

      // then
      try (Socket fourth = server.connect()) {
        assertThat(call(fourth)).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static void awaitConnections(TestListener server, int expected) {
    await().until(() -> server.metrics.get("ota.http.connections").gauge().value() == expected);
  }

  /** A byte each 20 ms. */
  private static long trickleUntilClosed(Socket socket) throws IOException {
    long start = System.nanoTime();
    socket.setSoTimeout(20);
    while (!isClosed(socket)) {
      try {
        send(socket, "1");
      } catch (IOException e) {
        break;
      }
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
          .as("seconds of trickling")
          .isLessThan(10);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
