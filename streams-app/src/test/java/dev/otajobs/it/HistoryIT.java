package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.testkit.events.Events;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Histories by way of two instances, each of which owns some of the partitions. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryIT {

  private static final int MOST = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            Map.of("jobs.history.changes", Integer.toString(MOST), "query.deadline.ms", "6000"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldTellWhatHappenedFromEitherInstance() throws Exception {
    for (int i = 0; i < 8; i++) {
      // given
      String jobId = "told-" + i;
      cluster.first().write(Events.created(jobId));
      cluster.first().write(Events.finished(jobId));
      RecordMetadata late = cluster.first().write(Events.renamed(jobId, "late name"));

      for (TestService instance : both()) {
        // when
        JsonNode history = read(instance, jobId + "/history", late);

        // then
        assertThat(history.path("Complete").asBoolean()).isTrue();
        assertThat(history.has("KnownSince")).isFalse();
        JsonNode changes = history.path("Changes");
        assertThat(changes.valueStream().map(change -> change.path("Change").asText()))
            .containsExactly("CREATED", "MODIFIED", "FINISHED");
        assertThat(changes.valueStream().map(change -> change.path("Late").asBoolean()))
            .containsExactly(false, true, false);
        assertThat(field(changes.get(0), "JobStatus").toString())
            .isEqualTo("{\"Name\":\"JobStatus\",\"To\":\"PLANNED\"}");
        assertThat(field(changes.get(1), "Name").path("To").asText()).isEqualTo("late name");
        assertThat(field(changes.get(2), "JobStatus").toString())
            .isEqualTo("{\"Name\":\"JobStatus\",\"From\":\"PLANNED\",\"To\":\"COMPLETED\"}");
        assertThat(changes.get(1).path("Position").asText())
            .isEqualTo(late.partition() + "-" + late.offset());
      }
    }
  }

  @Test
  void shouldShowAJobAsItWas() throws Exception {
    // given
    cluster.first().write(Events.created("was"));
    cluster.first().write(Events.started("was"));
    RecordMetadata last = cluster.first().write(Events.finished("was"));
    Instant created = Events.created("was").getOccurredAt();
    Instant started = Events.started("was").getOccurredAt();

    for (TestService instance : both()) {
      // then
      assertThat(read(instance, "was", last).path("JobStatus").asText()).isEqualTo("COMPLETED");
      assertThat(read(instance, "was?asOf=" + started, last).path("JobStatus").asText())
          .isEqualTo("IN_PROGRESS");
      assertThat(read(instance, "was?asOf=" + created, last).path("JobStatus").asText())
          .isEqualTo("PLANNED");
      assertThat(get(instance, "was?asOf=" + created.minusMillis(1)).statusCode()).isEqualTo(404);
      assertThat(get(instance, "was?asOf=yesterday").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void shouldSayWhatFellOut() throws Exception {
    // given
    cluster.first().write(Events.created("long"));
    RecordMetadata last = null;
    for (int i = 0; i < 3 * MOST; i++) {
      last = cluster.first().write(renamed("long", i));
    }

    for (TestService instance : both()) {
      // when
      JsonNode history = read(instance, "long/history", last);
      Instant since = Instant.parse(history.path("KnownSince").asText());
      HttpResponse<String> before = get(instance, "long?asOf=" + since.minusMillis(1));

      // then
      assertThat(history.path("Complete").asBoolean()).isTrue();
      assertThat(history.path("Changes")).hasSize(MOST);
      assertThat(since).isEqualTo(renamed("long", 2 * MOST - 1).getOccurredAt());
      assertThat(before.statusCode()).isEqualTo(410);
      assertThat(before.body()).contains(history.path("KnownSince").asText());
      assertThat(read(instance, "long?asOf=" + since, last).path("Name").asText())
          .isEqualTo("name " + (2 * MOST - 1));
    }
  }

  @Test
  void shouldForgetWithTheJob() throws Exception {
    // given
    RecordMetadata created = cluster.first().write(Events.created("erased"));
    read(cluster.second(), "erased/history", created);

    // when
    cluster.first().write(TestService.bytes("erased"), null);

    // then
    for (TestService instance : both()) {
      await()
          .atMost(TestService.PATIENCE)
          .until(() -> get(instance, "erased/history").statusCode() == 404);
    }
  }

  /** The last test: each partition has one instance from then on. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldGoOnWhenAnInstanceStops() throws Exception {
    // given
    Map<String, RecordMetadata> created = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      created.put("left-" + i, cluster.first().write(Events.created("left-" + i)));
      read(cluster.second(), "left-" + i + "/history", created.get("left-" + i));
    }

    // when
    cluster.first().stop();

    // then
    created.forEach(
        (jobId, at) ->
            await()
                .atMost(TestService.PATIENCE)
                .untilAsserted(
                    () ->
                        assertThat(read(cluster.second(), jobId + "/history", at).path("Changes"))
                            .hasSize(1)));
    cluster.first().start();
  }

  /** Java's client does not send such a thing. */
  @Test
  void shouldRefuseATimeThatIsNotEncoded() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", cluster.first().port())) {
      // when
      socket
          .getOutputStream()
          .write(
              TestService.bytes(
                  "GET /v1/jobs/j?asOf=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));

      // then
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  private static OtaJobEvent renamed(String jobId, int times) {
    OtaJobEvent event = Events.renamed(jobId, "name " + times);
    return OtaJobEvent.newBuilder(event)
        .setOccurredAt(event.getOccurredAt().plusSeconds(times))
        .build();
  }

  private static List<TestService> both() {
    return List.of(cluster.first(), cluster.second());
  }

  private static JsonNode field(JsonNode change, String name) {
    return change
        .path("Fields")
        .valueStream()
        .filter(field -> field.path("Name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The reply with everything up to this event. */
  private static JsonNode read(TestService instance, String path, RecordMetadata atLeast)
      throws Exception {
    HttpResponse<String> reply =
        instance.get(
            "/v1/jobs/" + path, "Ota-At-Least", atLeast.partition() + "-" + atLeast.offset());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  private static HttpResponse<String> get(TestService instance, String path) {
    return instance.get("/v1/jobs/" + path);
  }
}
