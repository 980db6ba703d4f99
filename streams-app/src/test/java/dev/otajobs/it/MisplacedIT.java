package dev.otajobs.it;

import static dev.otajobs.it.TestService.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.testkit.events.Events;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Producers of other languages may partition by another rule. */
class MisplacedIT {

  private static final int PARTITIONS = 4;

  @Test
  void shouldFindJobsOfAForeignPartitioner() {
    try (TestService service =
        new TestService(Map.of("topics.partitions", Integer.toString(PARTITIONS)))
            .startAndAwaitReady()) {
      // given
      Partitioning partitioning = new Partitioning(PARTITIONS);
      RecordMetadata last = null;

      // when
      for (int i = 0; i < 40; i++) {
        String jobId = "job-" + i;
        int wrong = (partitioning.owner(jobId) + 1 + i % 3) % PARTITIONS;
        for (OtaJobEvent event :
            List.of(Events.created(jobId), Events.started(jobId), Events.finished(jobId))) {
          last = service.write(wrong, event);
        }
      }

      // then
      for (int i = 0; i < 40; i++) {
        service.awaitStatus("job-" + i, "COMPLETED");
      }
      assertThat(service.metric("ota_events_misplaced_total")).isGreaterThanOrEqualTo(120);
      assertThat(service.get("/v1/jobs/job-39").headers().firstValue("ETag"))
          .as("the position that the producer knows")
          .contains("W/\"" + last.partition() + "-" + last.offset() + "\"");
    }
  }

  @Test
  void shouldBeReadyOnceMisplacedEventsOfBeforeTheStartAreFolded() {
    try (TestService service = new TestService(Map.of())) {
      // given
      for (int i = 0; i < 300; i++) {
        String jobId = "job-" + i;
        int wrong = 1 - new Partitioning(2).owner(jobId);
        service.write(wrong, Events.created(jobId));
      }

      // when
      service.startAndAwaitReady();

      // then
      for (int i = 0; i < 300; i++) {
        assertThat(service.status("job-" + i)).isEqualTo("PLANNED");
      }
    }
  }

  @Test
  void shouldEraseAJobByAMisplacedTombstone() {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      // given
      service.write(Events.created("job"));
      service.awaitStatus("job", "PLANNED");
      int wrong = 1 - new Partitioning(2).owner("job");

      // when
      service.write(
          new ProducerRecord<>(service.config.topics().events(), wrong, bytes("job"), null));

      // then
      await()
          .atMost(TestService.PATIENCE)
          .until(() -> service.status("job").equals("iot.ota.JobNotFound"));
    }
  }
}
