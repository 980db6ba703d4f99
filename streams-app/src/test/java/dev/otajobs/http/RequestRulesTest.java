package dev.otajobs.http;

import static dev.otajobs.http.TestListener.reply;
import static dev.otajobs.http.TestListener.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy could read in another way. */
@Timeout(60)
class RequestRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nAccept: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET / ICAP/1.0\r\nHost: a\r\n\r\n",
        "GET /?a \u000bb=<script>#HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void shouldRefuseAndClose(String request) throws Exception {
    assertRefused(request);
  }

  @Test
  void shouldRefuseMoreThanAHundredHeaders() throws Exception {
    assertRefused("GET / HTTP/1.1\r\nHost: a\r\n" + "a: b\r\n".repeat(100) + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"
      })
  void shouldTakeOthers(String request) throws Exception {
    try (TestListener server = server();
        Socket caller = server.connect()) {
      send(caller, request);
      assertThat(reply(caller)).startsWith("HTTP/1.1 200");
    }
  }

  private static void assertRefused(String request) throws Exception {
    try (TestListener server = server();
        Socket caller = server.connect()) {
      // when
      send(caller, request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
      String all = new String(caller.getInputStream().readAllBytes());

      // then
      assertThat(all).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 200");
    }
  }

  private static TestListener server() {
    return TestListener.of(100, Duration.ofSeconds(30), RequestRulesTest::handle);
  }

  private static void handle(HttpServerRequest request) {
    Optional<String> problem = RequestRules.problem(request);
    if (problem.isPresent()) {
      RequestRules.refuse(request, problem.get());
    } else {
      request.response().end();
    }
  }
}
