package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that is started, stopped and killed. */
class LocalRegistryIT {
  private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path dir;

  @Test
  void shouldKeepSchemaIdsOverCloseAndKill() throws Exception {
    // given
    String id;
    int port;
    try (LocalRegistry registry = LocalRegistry.start(dir)) {
      port = registry.port();
      id = post(registry.url() + "/subjects/before-close/versions", SCHEMA).body();
    }

    // when
    LocalRegistry killed = LocalRegistry.start(dir, port);
    String other =
        post(killed.url() + "/subjects/before-kill/versions", SCHEMA.replace("string", "long"))
            .body();
    killed.kill();

    // then
    try (LocalRegistry registry = LocalRegistry.start(dir, port)) {
      assertThat(id).matches("\\{\"id\":\\d+}");
      assertThat(post(registry.url() + "/subjects/before-close", SCHEMA).body())
          .contains(digits(id));
      assertThat(get(registry.url() + "/schemas/ids/" + digits(id)).body()).contains("string");
      assertThat(get(registry.url() + "/schemas/ids/" + digits(other)).body()).contains("long");
    }
  }

  @Test
  void shouldRefuseIncompatibleSchemas() throws Exception {
    // given
    try (LocalRegistry registry = LocalRegistry.start(dir)) {
      String versions = registry.url() + "/subjects/guarded/versions";
      post(versions, SCHEMA);

      // when
      HttpResponse<String> config = get(registry.url() + "/config");
      HttpResponse<String> change = post(versions, SCHEMA.replace("string", "long"));

      // then
      assertThat(config.body()).contains("FULL_TRANSITIVE");
      assertThat(change.statusCode()).isEqualTo(409);
    }
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String url, String json) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private static String digits(String json) {
    return json.replaceAll("\\D", "");
  }
}
