package dev.otajobs.serde.registry;

import static dev.otajobs.serde.registry.Clients.client;
import static dev.otajobs.serde.registry.FaultyRegistry.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries that do not answer, answer badly, or refuse. */
class RegistryTroubleTest {

  private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);
  private static final String OK = "{\"id\":7,\"version\":2,\"schema\":\"\\\"string\\\"\"}";

  @ParameterizedTest
  @CsvSource({
    "500, '{}', 4",
    "503, busy, 4",
    "429, '{\"error_code\":42900}', 4",
    "401, '{\"error_code\":401}', 1",
    "403, no, 1",
    "302, '', 1",
    "404, <html>no such page</html>, 4",
    "404, '{\"error_code\":404}', 4",
    "200, <html>log in</html>, 4",
    "200, '{\"schema\":', 4",
    "200, '[]', 4",
  })
  void shouldCallItTroubleAndNeverBadBytes(int status, String body, int requests) {
    try (FaultyRegistry registry =
        FaultyRegistry.start((http, call) -> reply(http, status, body))) {
      // given
      SchemaRegistryClient client = client(Map.of(), registry.url());
      // when, then
      assertThatThrownBy(() -> client.schema(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining(registry.url());
      assertThat(registry.requests()).hasSize(requests);
    }
  }

  @Test
  void shouldCallAReplyWithoutSchemaTrouble() {
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, "{}"))) {
      assertThatThrownBy(() -> client(Map.of(), registry.url()).schema(7))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void shouldGiveUpOnAClosedPort() throws IOException {
    // given
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    SchemaRegistryClient client = client(Map.of(), "http://user:hush@127.0.0.1:" + port);
    // when, then
    assertThatThrownBy(() -> client.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("ConnectException")
        .hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @CsvSource({"before the headers", "within the body"})
  void shouldGiveUpOnSilence(String where) {
    FaultyRegistry[] self = new FaultyRegistry[1];
    try (FaultyRegistry registry =
        FaultyRegistry.start(
            (http, call) -> {
              if (where.equals("within the body")) {
                http.sendResponseHeaders(200, 100);
                http.getResponseBody().write('{');
                http.getResponseBody().flush();
              }
              self[0].hang();
            })) {
      // given
      self[0] = registry;
      SchemaRegistryClient client =
          client(Map.of("http.read.timeout.ms", 500, "max.retries", 1), registry.url());
      // when, then
      assertThatThrownBy(() -> client.schema(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("no answer within 500 ms");
      assertThat(registry.requests()).hasSize(2);
    }
  }

  @Test
  void shouldCutOffAReplyWithoutEnd() {
    try (FaultyRegistry registry =
        FaultyRegistry.start(
            (http, call) -> {
              http.sendResponseHeaders(200, 0);
              try (OutputStream out = http.getResponseBody()) {
                for (int i = 0; i < 10_000; i++) {
                  out.write(new byte[8192]);
                }
              }
            })) {
      assertThatThrownBy(() -> client(Map.of("max.retries", 0), registry.url()).schema(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("reply of more than 4194304 bytes");
    }
  }

  @Test
  void shouldRecoverWhenTheRegistryDoes() {
    try (FaultyRegistry registry =
        FaultyRegistry.start((http, call) -> reply(http, call < 3 ? 503 : 200, OK))) {
      assertThat(client(Map.of(), registry.url()).schema(7)).isEqualTo(SCHEMA);
      assertThat(registry.requests()).hasSize(3);
    }
  }

  @Test
  void shouldGoOnWithTheNextAddressAndStayThere() {
    try (FaultyRegistry bad = FaultyRegistry.start((http, call) -> reply(http, 500, ""));
        FaultyRegistry good = FaultyRegistry.start((http, call) -> reply(http, 200, OK))) {
      // given
      SchemaRegistryClient client = client(Map.of(), bad.url() + "," + good.url());
      // when
      client.schema(7);
      client.schema(8);
      // then
      assertThat(bad.requests()).hasSize(1);
      assertThat(good.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, 40401, not in the registry",
    "404, 40403, not in the registry",
    "409, 409, the registry refuses it: why",
    "422, 42201, the registry refuses it: why",
  })
  void shouldTellARefusalFromTrouble(int status, int code, String message) {
    try (FaultyRegistry registry =
        FaultyRegistry.start(
            (http, call) ->
                reply(http, status, "{\"error_code\":" + code + ",\"message\":\"why\"}"))) {
      assertThatThrownBy(() -> client(Map.of(), registry.url()).lookup("s", SCHEMA))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("subject s")
          .hasMessageContaining(message);
    }
  }
}
