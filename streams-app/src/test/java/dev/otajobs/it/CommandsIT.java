package dev.otajobs.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.it.CommandProcess.Ended;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands as people run them, against a service. */
class CommandsIT {

  private static final String LINE =
      """
      {"jobId":"%s","accountId":"100000000000001","change":{"created":{"jobType":"UPGRADE_FIRMWARE",\
      "productKey":"p1","firmwareId":"fw-1","name":"gateway","destVersion":"2.0",\
      "srcVersions":["1.0"],"jobDesc":"%s","selectionType":"STATIC","targetSelection":"ALL"}}}""";

  private TestService service;
  private CommandProcess command;
  private Path dir;

  @BeforeEach
  void start() throws Exception {
    service = new TestService(AccountsFixture.settings()).startAndAwaitReady();
    command = new CommandProcess(service);
    dir = RealStack.newDirectory("lines");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldWriteSeveralFilesInTheirOrder() throws Exception {
    // given
    Path first =
        Files.writeString(
            dir.resolve("first"),
            "\uFEFF"
                + IntStream.range(0, 3_000)
                    .mapToObj(number -> line("many-" + number, ""))
                    .collect(Collectors.joining("\n")));
    Path second = Files.writeString(dir.resolve("second"), "  # a comment\n\n" + line("last", ""));

    // when
    Ended ended = command.run("produce", first.toString(), second.toString());

    // then
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).hasSize(3_001);
    assertThat(ended.out().lines().map(line -> line.split(" ")[0]))
        .startsWith("many-0", "many-1")
        .endsWith("many-2999", "last");
    assertThat(ended.err()).contains("3,001 records written in");
    service.awaitFolded(3_001);
  }

  @Test
  void shouldWriteWhatStandsBeforeALineThatIsRefused() throws Exception {
    // two values on a line
    assertRefused(line("a", "") + "\n" + line("b", "") + line("c", "") + "\n", 1, "line 2: column");
    // not UTF-8
    Path chinese = dir.resolve("gbk");
    Files.write(chinese, (line("d", "") + "\n" + line("e", "中文")).getBytes(Charset.forName("GBK")));
    Ended ended = command.run("produce", chinese.toString());
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).startsWith("d at ").hasLineCount(1);
    assertThat(ended.err()).contains(chinese + " line 2: is not UTF-8");
    // an erasure that is not only one
    assertRefused(
        "{\"jobId\":\"x\",\"erase\":true,\"change\":{\"started\":{}}}", 0, "line 1: a line that");
    // nested too deeply
    assertRefused("[".repeat(1_001), 0, "line 1: is not JSON");
    // not an event
    assertRefused("{\"jobId\":\"x\"}", 0, "line 1: accountId is missing");
    // no such file: nothing is written
    Ended missing =
        command.run(
            "produce",
            Files.writeString(dir.resolve("ok"), line("f", "")).toString(),
            "/nowhere",
            dir.toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).contains("cannot read [/nowhere, " + dir + "]; nothing was written");
  }

  @Test
  void shouldQueryAsEveryCaller() throws Exception {
    // given
    Path file = Files.writeString(dir.resolve("text"), line("job-1", "升级 NotFound"), UTF_8);
    assertThat(command.run("produce", file.toString()).exitCode()).isZero();
    service.awaitFolded(1);
    Map<String, String> secret = Map.of("OTA_ACCESS_KEY_SECRET", AccountsFixture.SECRET);
    Map<String, String> token = Map.of("OTA_TOKEN", AccountsFixture.TOKEN);

    // then
    Ended signed = command.run(secret, "query", "job-1", "--access-key", AccountsFixture.KEY);
    assertThat(signed.exitCode()).as(signed.out() + signed.err()).isZero();
    assertThat(signed.out()).contains("\"JobDesc\":\"升级 NotFound\"");
    Ended xml =
        command.run(secret, "query", "job-1", "-o", "xml", "--access-key", AccountsFixture.KEY);
    assertThat(xml.out()).contains("<JobDesc>升级 NotFound</JobDesc>");
    Ended table =
        command.run(token, "query", "job-1", "--url", service.address(), "--output=table");
    assertThat(table.exitCode()).as(table.out() + table.err()).isZero();
    assertThat(table.out()).contains("JobStatus").contains("PLANNED").contains("升级");
    assertThat(command.run(token, "query", "nope").exitCode()).isEqualTo(3);
    assertThat(command.run(secret, "query", "nope", "--access-key", AccountsFixture.KEY).exitCode())
        .isEqualTo(3);
    assertThat(command.run("query", "job-1").exitCode()).as("unsigned").isEqualTo(1);
    assertThat(command.run(secret, "query", "job-1", "--access-key", "nobody").exitCode())
        .isEqualTo(1);
    assertThat(command.run("query", "job-1", "--access-key", "a").exitCode()).isEqualTo(2);
    Ended nobody = command.run("query", "job-1", "--url", "http://[::1]:1");
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err()).contains("no answer from http://[::1]:1; does it run?");
  }

  @Test
  void shouldListShowAndMendDeadLetters() throws Exception {
    // given
    service.write(TestService.bytes("unreadable"), new byte[] {9});
    Path bad =
        Files.writeString(dir.resolve("bad"), line("job-2", "a\u202eb").replace("\"2.0\"", "\"\""));
    String at = command.run("produce", bad.toString()).out().strip().split(" at ")[1];
    String mended = Files.writeString(dir.resolve("mended"), line("job-2", "")).toString();
    try (DeadLetters letters = new DeadLetters(service.config)) {
      await().atMost(TestService.PATIENCE).until(() -> letters.all().size() == 2);
    }

    // then
    Ended all = command.run("dead-letters", "list");
    assertThat(all.out().lines()).hasSize(2);
    assertThat(all.out()).contains("reason=UNDECODABLE").contains("reason=INVALID_EVENT");
    assertThat(command.run("dead-letters", "list", "--job", "job-2").out())
        .startsWith(at + " key=job-2 ")
        .hasLineCount(1);
    assertThat(command.run("dead-letters", "list", "--to", "2020-01-01T00:00:00Z").out()).isEmpty();
    assertThat(command.run("dead-letters", "show", at).out())
        .contains("\"jobId\" : \"job-2\"")
        .contains("\"jobDesc\" : \"a\\u202eb\"")
        .doesNotContain("\u202e");
    assertThat(command.run("dead-letters", "show", "0-999").exitCode()).isEqualTo(3);
    assertThat(
            command.run("dead-letters", "replay", "--reason", "invalid_event", "--dry-run").out())
        .isEqualTo(at + " would be written again\n");
    assertThat(command.run("dead-letters", "replay").exitCode()).isEqualTo(2);
    assertThat(command.run("dead-letters", "replay", "--job", "none").exitCode()).isEqualTo(3);
    Ended stillBad =
        command.run("dead-letters", "replay", "--at", at, "--value", bad.toString(), "--dry-run");
    assertThat(stillBad.exitCode()).isEqualTo(1);
    assertThat(stillBad.err()).contains("the mended event breaks a rule: ");
    Ended replayed = command.run("dead-letters", "replay", "--at", at, "--value", mended);
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
    service.awaitFolded(1);
    assertThat(command.run(Map.of("OTA_TOKEN", AccountsFixture.TOKEN), "query", "job-2").exitCode())
        .isZero();
  }

  @Test
  void shouldAnswerWithoutAService() throws Exception {
    assertThat(command.run("config", "check").out()).startsWith("The settings can be used: ");
    assertThat(command.run("partition-of", "job-1").out())
        .isEqualTo(
            "job-1 "
                + new Partitioning(service.config.topics().partitions()).owner("job-1")
                + "\n");
  }

  @Test
  void shouldRefuseWhatCannotBeSentWithoutShowingIt() throws Exception {
    Ended token = command.run(Map.of("OTA_TOKEN", "a-secret\u0001-token"), "query", "job-1");
    assertThat(token.exitCode()).isEqualTo(2);
    assertThat(token.err())
        .contains("the bearer token has spaces or characters that are not ASCII")
        .doesNotContain("a-secret");
    Ended noScheme = command.run("watch", "job-1", "--url", "localhost:8080");
    assertThat(noScheme.exitCode()).isEqualTo(2);
    assertThat(noScheme.err()).contains("--url must be like http://127.0.0.1:8080");
    assertThat(command.run("create", "static", "--url", service.address()).exitCode()).isEqualTo(2);
    Ended accounts =
        command.run(Map.of("OTA_JOBS_AUTH_ACCOUNTS_FILE", "/nowhere"), "config", "check");
    assertThat(accounts.exitCode()).isEqualTo(2);
    assertThat(accounts.err()).contains("accounts file /nowhere does not exist");
  }

  @Test
  void shouldPrintTheTopology() throws Exception {
    assertThat(command.run("topology").out())
        .startsWith("Topologies:")
        .contains(service.config.topics().events())
        .contains("Processor: fold (stores: [ota-jobs])");
  }

  @Test
  void shouldWriteTheLogAsJson() throws Exception {
    // when: no broker is there, of which Kafka's client warns
    Ended ended =
        command.run(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml",
                "OTA_LOG_FORMAT", "json",
                "OTA_JOBS_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "OTA_JOBS_KAFKA_REQUEST_TIMEOUT_MS", "500",
                "OTA_JOBS_KAFKA_DEFAULT_API_TIMEOUT_MS", "1000"),
            "topics");

    // then
    assertThat(ended.err().lines().filter(line -> line.startsWith("{")))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(new ObjectMapper().readTree(line).path("loggerName").asText())
                    .isNotEmpty());
    assertThat(ended.err().lines().filter(line -> !line.startsWith("{")))
        .allMatch(line -> line.startsWith("Picked up ") || line.startsWith("ota-jobs: "));
    assertThat(command.run(Map.of("OTA_LOG_FORMAT", ""), "config", "check").exitCode()).isZero();
    Ended unknown = command.run(Map.of("OTA_LOG_FORMAT", "xml"), "config", "check");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("OTA_LOG_FORMAT is 'xml', expected one of [text, json]");
  }

  private void assertRefused(String text, int written, String problem) throws Exception {
    Path file = Files.writeString(dir.resolve("refused"), text);
    Ended ended = command.run("produce", file.toString());
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out().lines()).hasSize(written);
    assertThat(ended.err()).contains(file + " " + problem).doesNotContain("Source:");
  }

  private static String line(String jobId, String description) {
    return LINE.formatted(jobId, description);
  }
}
