package dev.otajobs.it;

import static dev.otajobs.it.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.testkit.events.Events;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of one group, each with the partitions that the other one has not. */
class ClusterIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(Map.of("query.deadline.ms", "6000"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldAnswerForAnyJobFromAnyInstance() {
    // given
    List<String> jobs = IntStream.range(0, 20).mapToObj(i -> "any-" + i).toList();
    jobs.forEach(job -> cluster.first().write(Events.created(job)));

    // then
    for (String job : jobs) {
      cluster.first().awaitStatus(job, "PLANNED");
      cluster.second().awaitStatus(job, "PLANNED");
    }
  }

  @Test
  void shouldReadItsWritesThroughEitherInstance() {
    for (int i = 0; i < 50; i++) {
      // given
      RecordMetadata ack = cluster.first().write(Events.created("own-" + i));

      // when
      HttpResponse<String> reply =
          (i % 2 == 0 ? cluster.first() : cluster.second())
              .get("/v1/jobs/own-" + i, "Ota-At-Least", ack.partition() + "-" + ack.offset());

      // then
      assertThat(reply.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldNotDenyAJobWhoseEventIsAcknowledged() {
    for (int i = 0; i < 100; i++) {
      // given
      cluster.first().write(Events.created("acked-" + i));

      // then
      TestService service = i % 2 == 0 ? cluster.first() : cluster.second();
      assertThat(service.status("acked-" + i)).isIn("PLANNED", "ServiceUnavailable");
    }
    for (int i = 0; i < 100; i++) {
      assertThat(cluster.first().status("acked-" + i)).isEqualTo("PLANNED");
    }
  }

  @Test
  void shouldSayNotYetOfWhatIsNotWritten() {
    // given
    RecordMetadata ack = cluster.first().write(Events.created("not-yet"));

    // then
    HttpResponse<String> reply =
        cluster
            .second()
            .get("/v1/jobs/not-yet", "Ota-At-Least", ack.partition() + "-" + (ack.offset() + 1000));
    assertThat(reply.statusCode()).isEqualTo(412);
  }

  @Test
  void shouldSayThatNoInstanceKnowsAJob() {
    assertThat(cluster.first().status("nobody's")).isEqualTo("iot.ota.JobNotFound");
    assertThat(cluster.second().status("nobody's")).isEqualTo("iot.ota.JobNotFound");
  }

  @Test
  void shouldKnowEachOther() {
    await().atMost(PATIENCE).until(() -> cluster.first().metric("ota_peers_alive") == 1);
    await().atMost(PATIENCE).until(() -> cluster.second().metric("ota_peers_alive") == 1);
  }
}
