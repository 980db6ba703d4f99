package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.testkit.events.Packages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The official Node clients create, query, list and cancel batches at two instances. It needs node,
 * npm and npm's registry, which the build does not, and is skipped without them.
 */
class NodeClientsIT {

  private static final Path SOURCES = Path.of("src", "test", "node");

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Program.isOnPath("node") && Program.isOnPath("npm"))
        .as("node and npm are installed")
        .isTrue();
    cluster = TestCluster.startWithAccounts();
    assertThat(TokenCalls.put(cluster.first(), "released", Packages.released()).statusCode())
        .isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void shouldServeBothNodeClients() throws Exception {
    // given
    Path dir = RealStack.newDirectory("node");
    for (String file : List.of("package.json", "package-lock.json", "clients.js")) {
      Files.copy(SOURCES.resolve(file), dir.resolve(file));
    }
    Program.Ended installed =
        Program.run(dir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assumeThat(installed.code()).as("npm ci, which needs npm's registry: %s", installed).isZero();

    // when
    Program.Ended ended =
        Program.run(
            dir,
            "node",
            "clients.js",
            "127.0.0.1:" + cluster.first().port(),
            "127.0.0.1:" + cluster.second().port(),
            AccountsFixture.KEY,
            AccountsFixture.SECRET);

    // then
    assertThat(ended.code()).as(ended.toString()).isZero();
    JsonNode results = new ObjectMapper().readTree(ended.output());
    for (String client : List.of("tea v3", "tea v1", "pop-core GET", "pop-core POST")) {
      JsonNode seen = results.path(client);
      assertThat(seen.path("created").asBoolean()).as("%s: %s", client, seen).isTrue();
      assertThat(seen.path("status").asText()).isEqualTo("PLANNED");
      assertThat(seen.path("tag").asText()).isEqualTo("值");
      assertThat(seen.path("canceled").asBoolean()).isTrue();
      assertThat(seen.path("after").asText()).isEqualTo("CANCELED");
      assertThat(seen.path("listed").asBoolean()).isTrue();
      assertThat(seen.path("version").asText()).isEqualTo("2.0");
    }
  }
}
