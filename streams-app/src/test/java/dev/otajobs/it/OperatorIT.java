package dev.otajobs.it;

import static dev.otajobs.it.TestService.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.testkit.events.Events;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What operators see and do over HTTP, at either of two instances. */
class OperatorIT {

  private static final String LETTERS = "/v1/dead-letters";
  private static final String REPLAY = "/v1/dead-letters:replay";

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.startWithAccounts();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/cluster", "/v1/topology", LETTERS})
  void shouldBeForOperatorsOnly(String path) {
    // then
    assertThat(cluster.first().get(path).statusCode()).isEqualTo(401);
    assertThat(
            cluster
                .first()
                .get(path, "Authorization", "Bearer " + AccountsFixture.READERS_TOKEN)
                .statusCode())
        .isEqualTo(403);
    assertThat(TokenCalls.get(cluster.first(), path).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldShowAllInstancesWhereverItIsAsked() throws Exception {
    for (TestService asked : List.of(cluster.first(), cluster.second())) {
      // when
      JsonNode shown = TokenCalls.json(TokenCalls.get(asked, "/v1/cluster"));

      // then
      assertThat(shown.path("Partitions").asInt()).isEqualTo(TestCluster.PARTITIONS);
      assertThat(shown.path("Instances")).hasSize(2).allMatch(one -> one.path("Alive").asBoolean());
      assertThat(shown.path("Instances"))
          .filteredOn(one -> one.path("Self").asBoolean())
          .hasSize(1);
      List<String> copies = new ArrayList<>();
      for (JsonNode instance : shown.path("Instances")) {
        assertThat(instance.path("Status").path("state").asText()).isEqualTo("RUNNING");
        assertThat(instance.path("Status").path("recent").path("stepMs").asInt()).isEqualTo(10_000);
        for (JsonNode copy : instance.path("Status").path("partitions")) {
          copies.add(copy.path("partition").asInt() + " " + copy.path("role").asText());
        }
      }
      assertThat(copies)
          .containsExactlyInAnyOrder(
              "0 owner",
              "1 owner",
              "2 owner",
              "3 owner",
              "0 standby",
              "1 standby",
              "2 standby",
              "3 standby");
    }
  }

  @Test
  void shouldShowWhatBecomesOfAnEvent() throws Exception {
    // when
    JsonNode shown = TokenCalls.json(TokenCalls.get(cluster.first(), "/v1/topology"));

    // then
    assertThat(shown.path("SubTopologies").findValuesAsText("Name"))
        .contains("events", "judge", "fold", "explain");
    assertThat(shown.path("SubTopologies").toString())
        .contains(cluster.first().config.topics().events())
        .contains("\"Stores\":[\"ota-jobs\"]");
    assertThat(shown.path("Description").asText()).startsWith("Topologies:");
  }

  @Test
  void shouldShowWhyAnEventWasRefusedAndFoldTheMendedOne() throws Exception {
    // given
    String place = write("mended", cluster.first().encode(Events.invalid("mended")));

    // when
    JsonNode letter = letters("at=" + place).get(0);

    // then
    assertThat(letter.path("Key").asText()).isEqualTo("mended");
    assertThat(letter.path("Reason").asText()).isEqualTo("INVALID_EVENT");
    assertThat(letter.path("Message").asText()).contains("productKey");
    assertThat(letter.path("Hex").asText()).startsWith("00 00 00");
    ObjectNode event = (ObjectNode) letter.path("Event");
    assertThat(event.path("jobId").asText()).isEqualTo("mended");

    // when
    JsonNode stillBad = replay("{'At':['" + place + "'],'Event':" + event + "}");
    ((ObjectNode) event.path("change").path("created")).put("productKey", "p");
    ListAppender<ILoggingEvent> audit = audit();
    JsonNode dry = replay("{'At':['" + place + "'],'DryRun':true,'Event':" + event + "}");
    JsonNode mended = replay("{'At':['" + place + "'],'Event':" + event + "}");

    // then
    assertThat(stillBad.path("Failed").path(0).path("Why").asText()).contains("productKey");
    assertThat(dry.path("Replayed").path(0).has("Again")).isFalse();
    assertThat(mended.path("Replayed").path(0).path("Again").asText()).matches("[0-9]-[0-9]+");
    awaitJob("mended");
    assertThat(audit.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "replayed a dead letter, account=%s at=%s again=%s mended=true problem=none"
                .formatted(
                    Events.ACCOUNT, place, mended.path("Replayed").path(0).path("Again").asText()));
  }

  private static ListAppender<ILoggingEvent> audit() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger audit = (Logger) LoggerFactory.getLogger("dev.otajobs.audit");
    audit.setLevel(Level.INFO);
    audit.addAppender(lines);
    return lines;
  }

  @Test
  void shouldReplayAllOfAReasonOnce() throws Exception {
    // given
    String first = write("bytes-1", new byte[] {9});
    String second = write("bytes-2", new byte[] {9});

    // when
    JsonNode shown = letters("reason=UNDECODABLE&job=bytes-1");

    // then
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).has("Event")).isFalse();
    assertThat(shown.get(0).path("Hex").asText()).isEqualTo("09");
    assertThat(letters("reason=UNDECODABLE&to=2001-01-01T00:00:00Z")).isEmpty();

    // when
    JsonNode replayed = replay("{'Reason':'UNDECODABLE'}");

    // then
    assertThat(replayed.path("Replayed").findValuesAsText("At")).contains(first, second);
    for (JsonNode one : replayed.path("Replayed")) {
      await()
          .atMost(TestService.PATIENCE)
          .until(() -> letters("at=" + one.path("Again").asText()).size() == 1);
    }
  }

  @Test
  void shouldSayWhichDeadLettersThereAreNone() throws Exception {
    // when
    JsonNode replayed = replay("{'At':['0-999999']}");

    // then
    assertThat(replayed.path("Replayed")).isEmpty();
    assertThat(replayed.path("Failed").path(0).path("At").asText()).isEqualTo("0-999999");
    assertThat(replayed.path("Failed").path(0).path("Why").asText()).contains("10,000");
  }

  /** What the retention wrote erases no more when it is replayed than when it was written. */
  @Test
  void shouldReplayATombstoneWithItsCondition() throws Exception {
    // given
    cluster.first().write(Events.created("conditioned"));
    awaitJob("conditioned");
    ProducerRecord<byte[], byte[]> tombstone =
        new ProducerRecord<>(cluster.first().config.topics().events(), bytes("conditioned"), null);
    tombstone.headers().add("ota.expired", bytes("no revision"));
    RecordMetadata at = cluster.first().write(tombstone);
    String place = at.partition() + "-" + at.offset();
    await().atMost(TestService.PATIENCE).until(() -> letters("at=" + place).size() == 1);

    // when
    String again =
        replay("{'At':['" + place + "']}").path("Replayed").path(0).path("Again").asText();

    // then
    await().atMost(TestService.PATIENCE).until(() -> letters("at=" + again).size() == 1);
    assertThat(TokenCalls.get(cluster.second(), "/v1/jobs/conditioned").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|At, a list of places",
        "{'At':['0-1'],'Reason':'BAD_KEY'}|At, a list of places",
        "{'At':['x']}|At must be a list of places",
        "{'At':[]}|At must be a list of 1 to 100",
        "{'Reason':'SAD'}|the reason must be one of [MISSING_KEY",
        "{'Reason':'BAD_KEY','Event':{'jobId':'j'}}|accountId is missing",
        "{'At':['0-1'],'DryRun':'yes'}|DryRun must be true or false",
        "{'At':['0-1'],'Dry':true}|a replay has At, Reason, DryRun and Event",
        "[1|not JSON"
      })
  void shouldRefuseAReplayThatItDoesNotUnderstand(String body, String problem) throws Exception {
    // when
    JsonNode refusal = replay(body);

    // then
    assertThat(refusal.path("status").asInt()).isEqualTo(400);
    assertThat(refusal.path("detail").asText()).startsWith(problem);
  }

  /** Where it stands, once it is a dead letter. */
  private static String write(String key, byte[] value) {
    RecordMetadata at = cluster.first().write(bytes(key), value);
    String place = at.partition() + "-" + at.offset();
    await().atMost(TestService.PATIENCE).until(() -> letters("at=" + place).size() == 1);
    return place;
  }

  private static void awaitJob(String jobId) {
    await()
        .atMost(TestService.PATIENCE)
        .until(() -> TokenCalls.get(cluster.second(), "/v1/jobs/" + jobId).statusCode() == 200);
  }

  private static JsonNode letters(String query) throws Exception {
    return TokenCalls.json(TokenCalls.get(cluster.second(), LETTERS + "?" + query))
        .path("DeadLetters");
  }

  private static JsonNode replay(String body) throws Exception {
    return TokenCalls.json(
        TokenCalls.send(cluster.first(), "POST", REPLAY, body.replace('\'', '"')));
  }
}
