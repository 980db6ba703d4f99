package dev.otajobs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a server that replies as the contract says; {@code ClientIT} has the service itself. */
class OtaJobReaderTest {

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final URI address;
  private int status = 200;
  private String body = "{\"JobStatus\":\"PLANNED\"}";
  private Map<String, String> headers = Map.of("ETag", "W/\"7-3\"");

  OtaJobReaderTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI().getRawPath()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Ota-At-Least")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldReadAJobWithItsToken() throws InterruptedException {
    // given
    headers = Map.of("ETag", "W/\"7-3\"", "Ota-Staleness-Ms", "1200");

    // when
    JobReply reply = OtaJobReader.of(List.of(address)).withToken("t").find("a b/ö", Token.at(7, 2));

    // then
    assertThat(reply)
        .isInstanceOfSatisfying(
            JobReply.Found.class,
            found -> {
              assertThat(found.status()).isEqualTo("PLANNED");
              assertThat(found.token()).isEqualTo(Token.at(7, 3));
              assertThat(found.staleness()).isEqualTo(Optional.of(Duration.ofMillis(1200)));
            });
    assertThat(asked).containsExactly("/v1/jobs/a%20b%2F%C3%B6 7-2 Bearer t");
  }

  @Test
  void shouldTellTheOtherOutcomesApart() throws InterruptedException {
    OtaJobReader reader = OtaJobReader.of(List.of(address));
    body = "why";
    status = 412;
    assertThat(reader.find("j")).isEqualTo(new JobReply.NotYet("why"));
    for (int unavailable : List.of(429, 500, 502, 503, 504)) {
      status = unavailable;
      assertThat(reader.find("j")).isEqualTo(new JobReply.Unavailable("why"));
    }
    status = 401;
    assertThatThrownBy(() -> reader.find("j"))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(401))
        .hasMessageEndingWith("status 401: why");
  }

  /** A gateway's page says nothing of the job. */
  @Test
  void shouldDenyAJobByTheServiceOnly() throws InterruptedException {
    // given
    OtaJobReader reader = OtaJobReader.of(List.of(address));
    status = 404;

    // then
    headers =
        Map.of("Content-Type", "application/problem+json; charset=utf-8", "x-request-id", "1");
    assertThat(reader.find("j")).isEqualTo(new JobReply.Absent());
    headers = Map.of("Content-Type", "application/problem+json");
    assertThat(reader.find("j")).isInstanceOf(JobReply.Unavailable.class);
    headers = Map.of("Content-Type", "text/html", "x-request-id", "1");
    assertThat(reader.find("j")).isInstanceOf(JobReply.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "localhost:8080",
        "/v1",
        "ftp://127.0.0.1",
        "http://127.0.0.1:8080/v1",
        "http://127.0.0.1:8080?a=b",
        "http://user@127.0.0.1:8080"
      })
  void shouldRefuseWhatIsNoAddressOfAnInstance(String text) {
    assertThatThrownBy(() -> OtaJobReader.of(List.of(URI.create(text))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void shouldAskTheNextOneInsteadOfOneThatCannotAnswer() throws Exception {
    // given
    HttpServer busy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    busy.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    busy.start();
    OtaJobReader reader =
        OtaJobReader.of(
            List.of(URI.create("http://127.0.0.1:" + busy.getAddress().getPort()), address));

    // then
    try {
      for (int i = 0; i < 4; i++) {
        assertThat(reader.find("j")).isInstanceOf(JobReply.Found.class);
      }
    } finally {
      busy.stop(0);
    }
  }

  /** Nothing listens at port 9. */
  @Test
  void shouldPassOverAnInstanceThatIsAway() throws InterruptedException {
    // given
    OtaJobReader reader = OtaJobReader.of(List.of(URI.create("http://127.0.0.1:9"), address));

    // then
    for (int i = 0; i < 4; i++) {
      assertThat(reader.find("j")).isInstanceOf(JobReply.Found.class);
    }
    assertThat(asked).hasSize(4);
  }

  @Test
  void shouldSayWhyNobodyAnswers() throws InterruptedException {
    JobReply reply = OtaJobReader.of(List.of(URI.create("http://127.0.0.1:9"))).find("j");
    assertThat(reply)
        .isInstanceOfSatisfying(
            JobReply.Unavailable.class,
            none -> assertThat(none.why()).startsWith("http://127.0.0.1:9 does not answer: "));
  }
}
