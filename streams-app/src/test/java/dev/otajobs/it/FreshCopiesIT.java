package dev.otajobs.it;

import static dev.otajobs.it.TestService.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.testkit.events.Events;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * One of two instances is away, and the group keeps its partitions for it. The other one, a standby
 * of these partitions, answers for them in full.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class FreshCopiesIT {

  private TestCluster cluster;
  private TestService standby;
  private List<Integer> ownerless;
  private int names;

  @BeforeAll
  void stopAnOwner() {
    cluster = TestCluster.startStatic(Map.of("kafka.consumer.session.timeout.ms", "290000"));
    standby = cluster.second();
    ownerless = cluster.first().copies("owner");
    assertThat(ownerless).isNotEmpty();
    String before = job();
    standby.write(Events.created(before));
    standby.awaitStatus(before, "PLANNED");
    cluster.first().stop();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void shouldFindAJobThatIsWrittenWhileItsPartitionHasNoOwner() {
    // given
    String job = job();

    // when
    standby.write(Events.created(job));
    RecordMetadata started = standby.write(Events.started(job));

    // then
    standby.awaitStatus(job, "IN_PROGRESS");
    HttpResponse<String> reply =
        standby.get(
            "/v1/jobs/" + job, "Ota-At-Least", started.partition() + "-" + started.offset());
    assertThat(reply.statusCode()).isEqualTo(200);
    // The owner may only be slow, and show a caller something newer meanwhile.
    assertThat(standby.get("/v1/jobs/" + job).headers().map()).containsKey("ota-staleness-ms");
    assertThat(standby.copies("owner")).doesNotContain(started.partition());
  }

  /** A caller who wants nothing old gets all that was acknowledged before the call. */
  @Test
  void shouldShowEachEventAtOnceToWhoWantsNothingOld() {
    String job = job();
    standby.write(Events.created(job));
    standby.awaitStatus(job, "PLANNED");
    for (int i = 1; i <= 20; i++) {
      // when
      RecordMetadata acknowledged = standby.write(Events.started(job));
      HttpResponse<String> reply = standby.get("/v1/jobs/" + job, "Ota-Max-Staleness-Ms", "0");

      // then
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.headers().map()).doesNotContainKey("ota-staleness-ms");
      assertThat(reply.headers().firstValue("etag"))
          .contains("W/\"" + acknowledged.partition() + "-" + acknowledged.offset() + "\"");
    }
  }

  @Test
  void shouldKnowThatThereIsNoSuchJob() {
    standby.awaitStatus(job(), "iot.ota.JobNotFound");
  }

  @Test
  void shouldHideWhatIsErasedMeanwhile() {
    // given
    String job = job();
    standby.write(Events.created(job));
    standby.awaitStatus(job, "PLANNED");

    // when
    standby.write(new ProducerRecord<>(standby.config.topics().events(), bytes(job), null));

    // then
    standby.awaitStatus(job, "iot.ota.JobNotFound");
    standby.write(Events.created(job));
    standby.awaitStatus(job, "PLANNED");
  }

  @Test
  void shouldFindAJobOfALivingOwnerThatWasWrittenToAPartitionWithoutOne() {
    // given
    String job = jobIn(standby.copies("owner"));

    // when
    standby.write(ownerless.get(0), Events.created(job));

    // then
    standby.awaitStatus(job, "PLANNED");
    assertThat(standby.metric("ota_overlays")).isPositive();
  }

  /** A new job's id, of a partition without an owner. */
  private String job() {
    return jobIn(ownerless);
  }

  private synchronized String jobIn(List<Integer> partitions) {
    Partitioning partitioning = new Partitioning(TestCluster.PARTITIONS);
    String job =
        IntStream.range(names, Integer.MAX_VALUE)
            .mapToObj(i -> "fresh-" + i)
            .filter(id -> partitions.contains(partitioning.owner(id)))
            .findFirst()
            .orElseThrow();
    names = Integer.parseInt(job.substring("fresh-".length())) + 1;
    return job;
  }
}
