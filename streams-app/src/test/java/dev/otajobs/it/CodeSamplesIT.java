package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.events.Packages;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the console's explorer shows as code runs as it stands: both Java SDKs, both Node clients
 * and curl. It needs node, which writes the programs; the Node clients need npm's registry, too.
 */
class CodeSamplesIT {

  private static final Path CONSOLE =
      Path.of("src", "main", "resources", "dev", "otajobs", "console");
  private static final Path SOURCES = Path.of("src", "test", "node");

  /** What has a meaning in one of the languages. */
  private static final String TAG = "it's \"quoted\" $HOME `x` \\ 值";

  private static TestCluster cluster;

  /** Where the programs are. */
  private static Path written;

  /** The programs by target and action. */
  private static Map<String, Path> programs;

  private static boolean isInstalled;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Program.isOnPath("node")).as("node is installed").isTrue();
    cluster = TestCluster.startWithAccounts();
    assertThat(TokenCalls.put(cluster.first(), "released", Packages.released()).statusCode())
        .isEqualTo(201);
    cluster.first().write(Events.created("sampled"));
    written = RealStack.newDirectory("programs");
    programs = write();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Map<String, Path> write() throws Exception {
    Path dir = RealStack.newDirectory("samples");
    for (String file :
        List.of("code.js", "code-shape.js", "code-java.js", "code-script.js", "code-other.js")) {
      Files.copy(CONSOLE.resolve(file), dir.resolve(file));
    }
    Files.writeString(dir.resolve("package.json"), "{\"type\": \"module\"}");
    Files.copy(SOURCES.resolve("samples.mjs"), dir.resolve("samples.mjs"));
    ObjectMapper json = new ObjectMapper();
    String calls =
        json.writeValueAsString(
            List.of(
                call("QueryOTAJob", Map.of("JobId", "sampled")),
                call(
                    "CreateOTAStaticUpgradeJob",
                    Map.of(
                        "FirmwareId", "released",
                        "ProductKey", "p",
                        "TargetSelection", "ALL",
                        "SrcVersion.1", "1.0",
                        "TimeoutInMinutes", "30",
                        "Tag.1.Key", "key",
                        "Tag.1.Value", TAG)),
                call(
                    "UpdateOTAJob",
                    Map.of(
                        "JobId", "sampled",
                        "UpgradeType", "STATIC",
                        "TargetSelection", "ALL",
                        "MaximumPerMinute", "100"))));
    Program.Ended ended =
        Program.run(
            dir, "node", "samples.mjs", written.toString(), cluster.second().address(), calls);
    assertThat(ended.code()).as(ended.toString()).isZero();
    return ended
        .output()
        .lines()
        .map(line -> line.split("\t", -1))
        .collect(Collectors.toMap(parts -> parts[0] + " " + parts[1], parts -> Path.of(parts[2])));
  }

  private static Map<String, Object> call(String action, Map<String, String> parameters) {
    return Map.of("action", action, "parameters", parameters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "java-classic", "node", "node-pop-core", "curl"})
  void shouldRunAsItStands(String target) throws Exception {
    // when
    JsonNode queried = reply(target, "QueryOTAJob");
    JsonNode created = reply(target, "CreateOTAStaticUpgradeJob");
    JsonNode updated = reply(target, "UpdateOTAJob");

    // then
    assertThat(member(queried, "JobId")).hasValue("sampled");
    assertThat(member(updated, "Success")).as("%s", updated).hasValue("true");
    String jobId = member(created, "JobId").orElseThrow();
    assertThat(
            TokenCalls.json(TokenCalls.get(cluster.first(), "/v1/jobs/" + jobId))
                .path("Tags")
                .toString())
        .contains(new ObjectMapper().writeValueAsString(TAG));
  }

  private static JsonNode reply(String target, String action) throws Exception {
    Path program = programs.get(target + " " + action);
    List<String> command = new ArrayList<>();
    if (target.startsWith("java")) {
      command.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              program.getParent() + File.pathSeparator + classPath(),
              "Example"));
      compile(program);
    } else if (target.startsWith("node")) {
      install();
      command.addAll(List.of("node", program.toString()));
    } else {
      assumeThat(Program.isOnPath("curl") && Program.isOnPath("openssl"))
          .as("curl and openssl are installed")
          .isTrue();
      command.addAll(List.of("bash", program.toString()));
    }
    Program.Ended ended =
        Program.run(
            program.getParent(),
            Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", AccountsFixture.KEY,
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", AccountsFixture.SECRET),
            command);
    assertThat(ended.code()).as(ended.toString()).isZero();
    return new ObjectMapper().readTree(ended.output());
  }

  private static void compile(Path program) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-cp", classPath(), "-proc:none", "-d", program.getParent().toString()),
                  null,
                  files.getJavaFileObjects(program))
              .call();
      assertThat(compiled).as("%s", messages).isTrue();
    }
  }

  /** The SDKs and what they need; without our logging, which writes to the output. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") && !entry.contains("logback"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Once, where the programs of both clients find it. */
  private static void install() throws Exception {
    assumeThat(Program.isOnPath("npm")).as("npm is installed").isTrue();
    if (isInstalled) {
      return;
    }
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SOURCES.resolve(file), written.resolve(file));
    }
    Program.Ended installed =
        Program.run(written, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assumeThat(installed.code()).as("npm ci, which needs npm's registry: %s", installed).isZero();
    isInstalled = true;
  }

  /** The first member of this name at any depth; SDKs differ in how they name and nest. */
  private static Optional<String> member(JsonNode reply, String name) {
    List<JsonNode> found = new ArrayList<>(reply.findValues(name));
    found.addAll(reply.findValues(Character.toLowerCase(name.charAt(0)) + name.substring(1)));
    return found.stream().map(JsonNode::asText).findFirst();
  }
}
