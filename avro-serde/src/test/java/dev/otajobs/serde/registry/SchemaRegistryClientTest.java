package dev.otajobs.serde.registry;

import static dev.otajobs.serde.registry.Clients.client;
import static dev.otajobs.serde.registry.FaultyRegistry.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRegistryClientTest {

  private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);
  private static final String OK = "{\"id\":7,\"version\":2,\"schema\":\"\\\"string\\\"\"}";
  private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

  @Test
  void shouldAskForAnIdOnce() {
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, OK))) {
      // given
      SchemaRegistryClient client = client(Map.of(), registry.url());
      // when
      client.schema(7);
      client.schema(7);
      // then
      assertThat(registry.requests()).containsExactly("GET /schemas/ids/7");
    }
  }

  @Test
  void shouldAskOnceForManyThreads() throws Exception {
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, OK))) {
      // given
      SchemaRegistryClient client = client(Map.of(), registry.url());
      ExecutorService threads = Executors.newFixedThreadPool(16);
      List<Callable<Schema>> tasks =
          new ArrayList<>(Collections.nCopies(64, () -> client.schema(7)));
      // when
      threads
          .invokeAll(tasks)
          .forEach(future -> assertThat(future).succeedsWithin(java.time.Duration.ofSeconds(10)));
      threads.shutdown();
      // then
      assertThat(registry.requests()).hasSize(1);
    }
  }

  @Test
  void shouldUseConfluentsPaths() {
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, OK))) {
      // given
      SchemaRegistryClient client =
          client(Map.of("normalize.schemas", true), registry.url() + "/apis/ccompat/v7/");
      // when
      int registered = client.register("a/b c", SCHEMA);
      int found = client.lookup("a/b c", SCHEMA);
      RegisteredSchema latest = client.latest("s");
      // then
      assertThat(registered).isEqualTo(found).isEqualTo(7);
      assertThat(latest).isEqualTo(new RegisteredSchema(7, 2, SCHEMA));
      assertThat(registry.requests())
          .containsExactly(
              "POST /apis/ccompat/v7/subjects/a%2Fb%20c/versions?normalize=true",
              "POST /apis/ccompat/v7/subjects/a%2Fb%20c?normalize=true",
              "GET /apis/ccompat/v7/subjects/s/versions/latest");
    }
  }

  @Test
  void shouldWaitForAnIdThatIsStillBeingReplicated() {
    try (FaultyRegistry registry =
        FaultyRegistry.start(
            (http, call) -> reply(http, call < 3 ? 404 : 200, call < 3 ? UNKNOWN : OK))) {
      assertThat(client(Map.of(), registry.url()).schema(7)).isEqualTo(SCHEMA);
    }
  }

  @Test
  void shouldRefuseAnUnknownIdForAWhileWithoutAsking() {
    try (FaultyRegistry registry =
        FaultyRegistry.start((http, call) -> reply(http, 404, UNKNOWN))) {
      // given
      AtomicLong nanos = new AtomicLong();
      SchemaRegistryClient client = client(Map.of(), registry.url(), nanos::get);
      // when
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> client.schema(99))
            .isInstanceOf(SerializationException.class)
            .hasMessage("schema id 99 is unknown to the registry");
      }
      // then
      assertThat(registry.requests()).hasSize(4);
      nanos.addAndGet(30_000_000_000L);
      assertThatThrownBy(() -> client.schema(99)).isInstanceOf(SerializationException.class);
      assertThat(registry.requests()).hasSize(8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"} | is a schema of type PROTOBUF, not Avro",
        "{\"schema\":\"{\\\"type\\\":\\\"strong\\\"}\"} | is not a valid Avro schema",
      })
  void shouldRefuseAnIdThatIsNoAvroSchema(String body, String message) {
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, body))) {
      // given
      SchemaRegistryClient client = client(Map.of(), registry.url());
      // when, then
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> client.schema(7))
            .isInstanceOf(SerializationException.class)
            .hasMessageContaining(message);
      }
      assertThat(registry.requests()).hasSize(1);
    }
  }

  @Test
  void shouldResolveReferences() {
    try (FaultyRegistry registry =
        FaultyRegistry.start(
            (http, call) ->
                reply(
                    http,
                    200,
                    http.getRequestURI().getPath().contains("/subjects/")
                        ? "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":1}\"}"
                        : "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"F\\\"}\",\"references\":[{\"name\":\"F\",\"subject\":\"f\",\"version\":3}]}"))) {
      // when
      Schema schema = client(Map.of(), registry.url()).schema(7);
      // then
      assertThat(schema.getElementType().getFullName()).isEqualTo("F");
      assertThat(registry.requests()).contains("GET /subjects/f/versions/3");
    }
  }

  /** The reason quotes the reply, and a thousand reasons are kept. */
  @Test
  void shouldKeepOnlyTheStartOfAReason() {
    String wrong = "{\"schemaType\":\"" + "x".repeat(50_000) + "\",\"schema\":\"t\"}";
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, wrong))) {
      SchemaRegistryClient client = client(Map.of(), registry.url());
      assertThatThrownBy(() -> client.schema(7)).hasMessageContaining("x".repeat(1_000));
      assertThatThrownBy(() -> client.schema(7))
          .isInstanceOf(SerializationException.class)
          .extracting(refused -> refused.getMessage().length())
          .isEqualTo(501);
    }
  }

  /** Each of them is small enough by itself. */
  @Test
  void shouldBoundASchemaWithAllThatItRefersTo() {
    String doc = "x".repeat(60_000);
    try (FaultyRegistry registry =
        FaultyRegistry.start(
            (http, call) -> {
              String path = http.getRequestURI().getPath();
              String references =
                  IntStream.range(0, 6)
                      .mapToObj(
                          i -> "{\"name\":\"R\",\"subject\":\"f%d\",\"version\":1}".formatted(i))
                      .collect(Collectors.joining(","));
              reply(
                  http,
                  200,
                  "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F"
                      + Math.floorMod(path.hashCode(), 1_000_000)
                      + "\\\",\\\"size\\\":1,\\\"doc\\\":\\\""
                      + doc
                      + "\\\"}\""
                      + (path.contains("/subjects/") ? "" : ",\"references\":[" + references + "]")
                      + "}");
            })) {
      assertThatThrownBy(() -> client(Map.of(), registry.url()).schema(7))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("more than 262144 characters, with those that it refers to");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', Basic dTpw",
    "'basic.auth.credentials.source=USER_INFO,basic.auth.user.info=me:x', Basic bWU6eA==",
    "'bearer.auth.credentials.source=STATIC_TOKEN,bearer.auth.token=abc', Bearer abc",
  })
  void shouldSendCredentials(String settings, String header) {
    try (FaultyRegistry registry = FaultyRegistry.start((http, call) -> reply(http, 200, OK))) {
      // given
      Map<String, Object> map = new HashMap<>();
      for (String pair : settings.split(",", -1)) {
        map.put(pair.split("=", 2)[0], pair.contains("=") ? pair.split("=", 2)[1] : "");
      }
      // when
      client(map, registry.url().replace("http://", "http://u:p@")).schema(7);
      // then
      assertThat(registry.authorizations()).containsExactly(header);
    }
  }
}
