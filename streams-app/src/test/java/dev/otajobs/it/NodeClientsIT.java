package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The official Node clients create, query, list and cancel batches at two instances. It needs node
 * and npm, which the build does not, and is skipped without them.
 */
class NodeClientsIT {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final long MINUTES = 3;

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(isOnPath("node") && isOnPath("npm")).as("node and npm are installed").isTrue();
    Map<String, String> settings = new HashMap<>(AccountsFixture.settings());
    settings.put("query.deadline.ms", "6000");
    cluster = TestCluster.start(settings);
    String released =
        "{\"ProductKey\":\"p\",\"FirmwareName\":\"网关\",\"DestVersion\":\"2.0\",\"Status\":1,"
            + "\"FirmwareUrl\":\"https://example.org/f.bin\",\"FirmwareSize\":924}";
    assertThat(TokenCalls.put(cluster.first(), "released", released).statusCode()).isEqualTo(201);
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
    String installed = run(dir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assumeThat(dir.resolve("node_modules")).as("npm ci: %s", installed).isNotEmptyDirectory();

    // when
    String output =
        run(
            dir,
            "node",
            "clients.js",
            "127.0.0.1:" + cluster.first().port(),
            "127.0.0.1:" + cluster.second().port(),
            AccountsFixture.KEY,
            AccountsFixture.SECRET);

    // then
    assertThat(output).startsWith("{");
    JsonNode results = new ObjectMapper().readTree(output);
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

  private static String run(Path dir, String... command) throws IOException, InterruptedException {
    Path output = dir.resolve("output-" + command[0] + ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("%s ends", command[0]).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static boolean isOnPath(String program) {
    return Stream.ofNullable(System.getenv("PATH"))
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }
}
