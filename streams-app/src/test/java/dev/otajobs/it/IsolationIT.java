package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.Probe;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Reads of committed data only: an event is shown after its commit, and is never denied before. */
class IsolationIT {

  /** Long enough to ask between an event and its commit. */
  private static final Map<String, String> COMMITTED =
      Map.of(
          "query.isolation.level", "read_committed",
          "kafka.enable.transactional.statestores", "true",
          "kafka.commit.interval.ms", "700",
          "query.deadline.ms", "30000");

  private static final int JOBS = 5;

  @Test
  void shouldNotDenyAJobBeforeItsCommit() {
    try (TestService service = new TestService(COMMITTED).startAndAwaitReady()) {
      for (int i = 0; i < JOBS; i++) {
        // given
        String jobId = "job-" + i;
        service.write(Events.created(jobId));

        // then
        assertThat(service.status(jobId)).isIn("PLANNED", "ServiceUnavailable");
        service.awaitStatus(jobId, "PLANNED");
      }
    }
  }

  @Test
  void shouldNotDenyAJobWhoseCreationCameLast() {
    try (TestService service = new TestService(COMMITTED).startAndAwaitReady()) {
      for (int i = 0; i < JOBS; i++) {
        // given
        String jobId = "late-" + i;
        RecordMetadata started = service.write(Events.started(jobId));
        String position = started.partition() + "-" + started.offset();
        assertThat(service.get("/v1/jobs/" + jobId, "Ota-At-Least", position).statusCode())
            .as("what is committed of a job without its creation")
            .isEqualTo(404);

        // when
        service.write(Events.created(jobId));

        // then
        assertThat(service.status(jobId)).isIn("IN_PROGRESS", "ServiceUnavailable");
      }
    }
  }

  @Test
  void shouldShowTheEventOfAPositionAfterItsCommit() {
    try (TestService service = new TestService(COMMITTED).startAndAwaitReady()) {
      for (int i = 0; i < JOBS; i++) {
        // given
        String jobId = "job-" + i;
        service.write(Events.created(jobId));
        RecordMetadata ack = service.write(Events.finished(jobId));

        // when
        HttpResponse<String> reply =
            service.get(Probe.query(jobId), "Ota-At-Least", ack.partition() + "-" + ack.offset());

        // then
        assertThat(reply.body()).contains("\"JobStatus\":\"COMPLETED\"");
      }
    }
  }
}
