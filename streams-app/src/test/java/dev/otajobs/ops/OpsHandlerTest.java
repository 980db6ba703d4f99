package dev.otajobs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.TestServer;
import dev.otajobs.http.CallLimit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpsHandlerTest {

  @Test
  void shouldAnswerWhenMetricsCannotBeRead() throws Exception {
    // given
    Supplier<String> broken =
        () -> {
          throw new IllegalStateException("a secret");
        };

    try (KafkaStreams streams = notStarted();
        TestServer server = TestServer.with(vertx -> handler(vertx, streams, broken))) {
      // when
      HttpResponse<String> reply = server.get("/metrics");

      // then
      assertThat(reply.statusCode()).isEqualTo(500);
      assertThat(reply.body()).isEqualTo("failed: the log says why\n");
      assertThat(reply.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    }
  }

  @Test
  void shouldAnswerProbesAndMetrics() throws Exception {
    try (KafkaStreams streams = notStarted();
        TestServer server = TestServer.with(vertx -> handler(vertx, streams, () -> "a 1\n"))) {
      assertThat(server.get("/metrics").body()).isEqualTo("a 1\n");
      assertThat(server.get("/status").body()).isEqualTo("{}\n");
      assertThat(server.get("/live").body()).isEqualTo("up\n");
      assertThat(server.get("/ready").body()).isEqualTo("down: stopping\n");
      assertThat(server.get("/ready").statusCode()).isEqualTo(503);
      assertThat(server.get("/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldCompressMetricsForThoseWhoAsk() throws Exception {
    try (KafkaStreams streams = notStarted();
        TestServer server = TestServer.with(vertx -> handler(vertx, streams, () -> "a 1\n"))) {
      // when
      HttpResponse<byte[]> reply =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                      .header("Accept-Encoding", "gzip")
                      .build(),
                  BodyHandlers.ofByteArray());

      // then
      assertThat(reply.headers().firstValue("content-encoding")).contains("gzip");
      assertThat(reply.headers().firstValue("vary")).contains("accept-encoding");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("a 1\n");
      assertThat(server.get("/metrics").headers().firstValue("content-encoding")).isEmpty();
    }
  }

  private static OpsHandler handler(Vertx vertx, KafkaStreams streams, Supplier<String> metrics) {
    Readiness readiness = new Readiness(streams, null);
    readiness.stop();
    return new OpsHandler(
        new Liveness(streams),
        readiness,
        new KeptText(vertx, () -> "{}\n"),
        new KeptText(vertx, metrics),
        new CallLimit("ota.ops", 1, new SimpleMeterRegistry()));
  }

  static KafkaStreams notStarted() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("events").to("views");
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ops");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/ops");
    return new KafkaStreams(builder.build(), settings);
  }
}
