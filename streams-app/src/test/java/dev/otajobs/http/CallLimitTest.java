package dev.otajobs.http;

import static dev.otajobs.http.TestListener.call;
import static dev.otajobs.http.TestListener.reply;
import static dev.otajobs.http.TestListener.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallLimitTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final CallLimit limit = new CallLimit("ota.http", 2, metrics);

  /** Calls whose replies are held back. */
  private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();

  private final Handler<HttpServerRequest> handler =
      request -> {
        if (limit.admit(request)) {
          held.add(request);
        } else {
          request.response().setStatusCode(503).end();
        }
      };

  @Test
  void shouldRefuseCallsBeyondTheBoundUntilAReplyIsWritten() throws Exception {
    try (TestListener server = TestListener.of(100, Duration.ofSeconds(30), handler);
        Socket first = server.connect();
        Socket second = server.connect();
        Socket third = server.connect()) {
      // given
      send(first, GET);
      send(second, GET);
      awaitInFlight(2);

      // then
      assertThat(call(third)).startsWith("HTTP/1.1 503");
      assertThat(metrics.get("ota.http.refused").counter().count()).isEqualTo(1);
      assertThat(inFlight()).isEqualTo(2);

      // when
      answerAll();
      assertThat(reply(first)).startsWith("HTTP/1.1 200");
      assertThat(reply(second)).startsWith("HTTP/1.1 200");
      awaitInFlight(0);

      // then
      send(third, GET);
      awaitInFlight(1);
      answerAll();
      assertThat(reply(third)).startsWith("HTTP/1.1 200");
      awaitInFlight(0);
    }
  }

  @Test
  void shouldForgetCallsWhoseClientHasGone() throws Exception {
    try (TestListener server = TestListener.of(100, Duration.ofSeconds(30), handler)) {
      for (int i = 0; i < 20; i++) {
        // given
        Socket waiting = server.connect();
        send(waiting, GET);
        Socket sending = server.connect();
        send(sending, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
        awaitInFlight(2);

        // when
        if (i % 2 == 0) {
          waiting.setSoLinger(true, 0);
          sending.setSoLinger(true, 0);
        }
        waiting.close();
        sending.close();

        // then
        awaitInFlight(0);

        // when
        answerAll();

        // then
        assertThat(inFlight()).isZero();
      }
      assertThat(metrics.get("ota.http.refused").counter().count()).isZero();
    }
  }

  @Test
  void shouldForgetCallsThatTimeOut() throws Exception {
    try (TestListener server = TestListener.of(100, Duration.ofSeconds(2), handler);
        Socket slow = server.connect()) {
      // when
      send(slow, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
      awaitInFlight(1);

      // then
      assertThat(TestListener.isClosed(slow)).isTrue();
      awaitInFlight(0);
    }
  }

  /** So an adaptive limit would have nothing to measure: docs/adr/0011-overload.md. */
  @Test
  void shouldHaveNoMoreCallsInFlightThanEventLoopsIfTheyAreAnsweredAtOnce() throws Exception {
    // given
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    CallLimit wide = new CallLimit("ota.http", 1000, own);
    AtomicInteger most = new AtomicInteger();
    Handler<HttpServerRequest> atOnce =
        request -> {
          wide.admit(request);
          int now = (int) own.get("ota.http.in.flight").gauge().value();
          most.accumulateAndGet(now, Math::max);
          request.response().end();
        };
    try (TestListener server = TestListener.of(1000, Duration.ofSeconds(30), atOnce)) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        clients.add(server.connect());
      }

      // when
      for (int round = 0; round < 20; round++) {
        for (Socket client : clients) {
          send(client, GET);
        }
        for (Socket client : clients) {
          assertThat(reply(client)).startsWith("HTTP/1.1 200");
        }
      }

      // then
      assertThat(most.get()).isBetween(1, Runtime.getRuntime().availableProcessors());
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private void answerAll() {
    for (HttpServerRequest request = held.poll(); request != null; request = held.poll()) {
      request.response().end();
    }
  }

  private double inFlight() {
    return metrics.get("ota.http.in.flight").gauge().value();
  }

  private void awaitInFlight(int calls) {
    await().until(() -> inFlight() == calls && (calls == 0 || held.size() == calls));
  }
}
