package dev.otajobs.http;

import static dev.otajobs.http.TestListener.reply;
import static dev.otajobs.http.TestListener.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who announce a body and never send it. */
@Timeout(60)
class RequestBodiesTest {

  private static final String UNFINISHED =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc";
  private static final String FINISHED =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabcdefghi";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  /** A quarter of them for this address: 25. */
  private final RequestBodies bodies = new RequestBodies(100, 16, metrics);

  private final Handler<HttpServerRequest> handler =
      request ->
          bodies.read(
              request, body -> request.response().putHeader("Length", "" + body.length()).end());

  @Test
  void shouldAnswerOthersWhateverIsUnfinished() throws Exception {
    List<Socket> attackers = new ArrayList<>();
    try (TestListener server = TestListener.of(1000, Duration.ofSeconds(30), handler);
        Socket honest = server.connect()) {
      for (int i = 0; i < 200; i++) {
        // when
        Socket attacker = server.connect();
        attackers.add(attacker);
        send(attacker, UNFINISHED);
        send(honest, FINISHED);

        // then
        assertThat(reply(honest)).startsWith("HTTP/1.1 200").contains("Length: 9");
      }
      // The honest caller's own call may have pushed one out as well.
      await().until(() -> gauge() >= 24 && gauge() <= 25);
      assertThat(metrics.get("ota.http.bodies.given.up").counter().count()).isBetween(175.0, 180.0);
      assertThat(TestListener.isClosed(attackers.get(0))).isTrue();

      // when
      send(attackers.get(199), "defghi");

      // then
      assertThat(reply(attackers.get(199))).startsWith("HTTP/1.1 200");
    } finally {
      closeAll(attackers);
    }
    await().until(() -> gauge() == 0);
  }

  /** curl waits for a second; others wait for ever. */
  @Test
  void shouldAskForABodyThatIsAnnounced() throws Exception {
    try (TestListener server = TestListener.of(1000, Duration.ofSeconds(30), handler);
        Socket caller = server.connect()) {
      // when
      send(
          caller,
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\nExpect: 100-Continue\r\n\r\n");
      byte[] first = caller.getInputStream().readNBytes(25);
      send(caller, "abcdefghi");

      // then
      assertThat(new String(first)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(reply(caller)).startsWith("HTTP/1.1 200").contains("Length: 9");
    }
  }

  @Test
  void shouldRefuseABodyThatIsAnnouncedTooLong() throws Exception {
    try (TestListener server = TestListener.of(1000, Duration.ofSeconds(30), handler);
        Socket caller = server.connect()) {
      // when
      send(
          caller,
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 17\r\nExpect: 100-continue\r\n\r\n");
      String all = new String(caller.getInputStream().readAllBytes());

      // then
      assertThat(all).startsWith("HTTP/1.1 200").contains("Length: 17").doesNotContain("100 Con");
    }
  }

  @Test
  void shouldTellThatABodyIsTooLong() throws Exception {
    try (TestListener server = TestListener.of(1000, Duration.ofSeconds(30), handler);
        Socket caller = server.connect()) {
      // when
      send(caller, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
      send(caller, "a".repeat(100_000));

      // then
      String length = reply(caller).replaceAll("(?s).*Length: (\\d+).*", "$1");
      assertThat(Integer.parseInt(length)).isGreaterThan(16).isLessThan(100_000);
    }
  }

  private double gauge() {
    return metrics.get("ota.http.bodies.awaited").gauge().value();
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
