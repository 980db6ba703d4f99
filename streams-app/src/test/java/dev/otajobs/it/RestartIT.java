package dev.otajobs.it;

import static dev.otajobs.it.TestService.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.config.AppConfig;
import dev.otajobs.testkit.events.Events;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartIT {

  private static final int JOBS = 500;

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
  void shouldBeReadyOnceItHasReadWhatWasWrittenBeforeTheStart(String guarantee) {
    try (TestService service = new TestService(Map.of("processing.guarantee", guarantee))) {
      // given
      service.startAndAwaitReady();
      service.write(Events.created("kept"));
      service.awaitStatus("kept", "PLANNED");
      service.stop();
      writeInTransaction(service);

      // when
      service.startAndAwaitReady();

      // then
      assertThat(service.status("kept")).isEqualTo("PLANNED");
      for (int i = 0; i < JOBS; i++) {
        assertThat(service.status("job-" + i)).as("job-%s", i).isEqualTo("PLANNED");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
  void shouldNotFoldWhatAProducerAborted(String guarantee) {
    try (TestService service = new TestService(Map.of("processing.guarantee", guarantee))) {
      // given
      service.startAndAwaitReady();
      service.write(Events.created("job"));
      try (Producer<byte[], byte[]> producer = service.transactional()) {
        producer.beginTransaction();
        producer.send(
            new ProducerRecord<>(
                service.config.topics().events(),
                bytes("job"),
                service.encode(Events.finished("job"))));
        producer.flush();
        producer.abortTransaction();
      }

      // when
      service.write(Events.started("job"));

      // then
      service.awaitStatus("job", "IN_PROGRESS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
  void shouldFoldWhatItHasReadBeforeOnceMoreToTheSameJob(String guarantee) {
    try (TestService service = new TestService(Map.of("processing.guarantee", guarantee))) {
      // given
      service.write(Events.finished("job"));
      service.write(Events.created("job"));
      service.startAndAwaitReady();
      service.awaitStatus("job", "COMPLETED");
      String before = service.query("job").path("Data").toString();

      // when
      service.write(Events.created("job"));
      service.write(Events.finished("job"));
      service.write(Events.created("marker"));
      service.awaitStatus("marker", "PLANNED");
      service.awaitFolded(5);

      // then
      assertThat(service.query("job").path("Data")).hasToString(before);
    }
  }

  /** The last offsets of the topic are then those of transaction markers, which are no records. */
  private static void writeInTransaction(TestService service) {
    AppConfig config = service.config;
    try (Producer<byte[], byte[]> producer = service.transactional()) {
      producer.beginTransaction();
      for (int i = 0; i < JOBS; i++) {
        String jobId = "job-" + i;
        producer.send(
            new ProducerRecord<>(
                config.topics().events(), bytes(jobId), service.encode(Events.created(jobId))));
      }
      producer.commitTransaction();
    }
  }
}
