package dev.otajobs.it;

import static dev.otajobs.it.TestService.PATIENCE;
import static dev.otajobs.it.TestService.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaClients;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * One producer leaves a transaction open, another one writes behind it and is acknowledged. Nobody
 * can read that yet, so it is neither denied nor left out without a mark.
 */
class OpenTransactionIT {

  private static final int HELD = 0;
  private static final int FREE = 1;

  @Test
  void shouldNeitherDenyNorHideWhatIsAcknowledgedBehindATransaction() throws Exception {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady();
        Producer<byte[], byte[]> producer = transactional(service)) {
      // given
      String known = job("known", HELD);
      service.write(Events.created(known));
      service.awaitStatus(known, "PLANNED");
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, service, job("open", HELD));

      // when
      String behind = job("behind", HELD);
      service.write(Events.created(behind));
      service.write(Events.started(known));

      // then
      assertThat(service.status(behind)).isEqualTo("ServiceUnavailable");
      assertThat(service.status(job("nobody", HELD))).isEqualTo("ServiceUnavailable");
      assertThat(service.status(job("nobody", FREE))).isEqualTo("iot.ota.JobNotFound");
      awaitMarked(service, known);
      assertThat(service.get("/v1/jobs/" + known, "Ota-Max-Staleness-Ms", "1000").statusCode())
          .as("for a caller who wants no older copy")
          .isEqualTo(503);
      await().atMost(PATIENCE).until(() -> service.metric("ota_source_held_back_records") == 3);
      await().atMost(PATIENCE).until(() -> service.metric("ota_source_held_back_seconds") > 2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(service.get("/status").body())
                      .contains("\"heldBackRecords\" : 3")
                      .contains("\"transactionalId\" : \"the-one-that-forgot\""));

      // when
      service.stop();
      service.startAndAwaitReady();

      // then
      assertThat(service.status(behind)).isEqualTo("ServiceUnavailable");
      awaitMarked(service, known);

      // when
      producer.commitTransaction();

      // then
      service.awaitStatus(behind, "PLANNED");
      service.awaitStatus(known, "IN_PROGRESS");
      assertThat(service.status(job("open", HELD))).isEqualTo("PLANNED");
      assertThat(service.status(job("nobody", HELD))).isEqualTo("iot.ota.JobNotFound");
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                HttpResponse<String> reply = service.get("/v1/jobs/" + known);
                return reply.statusCode() == 200 && staleness(reply) == 0;
              });
      await().atMost(PATIENCE).until(() -> service.metric("ota_source_held_back_records") == 0);
    }
  }

  /** The old copy is shown, and it says how old it may be. */
  private static void awaitMarked(TestService service, String jobId) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              HttpResponse<String> reply = service.get("/v1/jobs/" + jobId);
              return reply.statusCode() == 200
                  && reply.body().contains("PLANNED")
                  && staleness(reply) > 2_000;
            });
  }

  private static long staleness(HttpResponse<String> reply) {
    return reply.headers().firstValueAsLong("Ota-Staleness-Ms").orElse(0);
  }

  /** A JobId of this partition. */
  private static String job(String name, int partition) {
    Partitioning partitioning = new Partitioning(2);
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> name + "-" + i)
        .filter(jobId -> partitioning.owner(jobId) == partition)
        .findFirst()
        .orElseThrow();
  }

  private static void send(Producer<byte[], byte[]> producer, TestService service, String jobId)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                service.config.topics().events(),
                bytes(jobId),
                service.encode(Events.created(jobId))))
        .get();
  }

  private static Producer<byte[], byte[]> transactional(TestService service) {
    Map<String, Object> settings = new HashMap<>(KafkaClients.producer(service.config.kafka()));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "the-one-that-forgot");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
