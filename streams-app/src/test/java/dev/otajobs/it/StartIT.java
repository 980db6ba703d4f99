package dev.otajobs.it;

import static dev.otajobs.it.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.config.ConfigException;
import dev.otajobs.local.Ports;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What would go wrong later is refused at the start, with what to do. */
class StartIT {

  @Test
  void shouldRefuseMissingTopics() throws Exception {
    try (TestService service = new TestService(Map.of());
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      // given
      String views = service.config.topics().views();
      admin.deleteTopics(List.of(views)).all().get();
      // Brokers learn of it a moment after the answer.
      await().until(() -> !admin.listTopics().names().get().contains(views));

      // then
      assertThatThrownBy(service::start)
          .isInstanceOf(TopicException.class)
          .hasMessageContaining(service.config.topics().views())
          .hasMessageContaining("create them with the command 'topics'");
    }
  }

  @Test
  void shouldWaitForATopicThatComesAMomentLater() throws Exception {
    try (TestService service = new TestService(Map.of());
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      // given
      String views = service.config.topics().views();
      admin.deleteTopics(List.of(views)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(views));

      // when
      CompletableFuture<TestService> started = CompletableFuture.supplyAsync(service::start);
      await().during(Duration.ofSeconds(1)).until(() -> !started.isDone());
      admin
          .createTopics(List.of(new NewTopic(views, Optional.of(2), Optional.empty())))
          .all()
          .get();

      // then
      started.join();
    }
  }

  @Test
  void shouldServeOperatorsAtAnAddressOfTheirOwn() {
    int port = Ports.free();
    try (TestService service = new TestService(Map.of("ops.listen", "127.0.0.1:" + port)).start()) {
      Probe ops = new Probe(port);
      await().atMost(TestService.PATIENCE).until(ops::isReady);
      for (String path : List.of("/live", "/ready", "/status", "/metrics")) {
        assertThat(ops.status(path)).as(path).isEqualTo(200);
        assertThat(service.get(path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(ops.status("/v1/jobs/job-1")).isEqualTo(404);
      assertThat(ops.status("/?Action=QueryOTAJob")).isEqualTo(404);
    }
  }

  /** There a small record could take all memory. */
  @Test
  void shouldRefuseEventsThatMayLieCompressed() throws Exception {
    try (TestService service = new TestService(Map.of());
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      // given
      String misplaced = service.config.topics().misplaced();
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, misplaced);
      AlterConfigOp producer =
          new AlterConfigOp(
              new ConfigEntry(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer"),
              AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(topic, List.of(producer))).all().get();

      // then
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(service::start)
                      .isInstanceOf(TopicException.class)
                      .hasMessageContaining(misplaced + " has compression.type=producer")
                      .hasMessageContaining("topics.trusted=true"));
    }
  }

  @Test
  void shouldRefuseAChangedPartitionCount() throws Exception {
    try (TestService service = new TestService(Map.of());
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      // given
      service.startAndAwaitReady();
      service.stop();
      admin
          .createPartitions(
              Map.of(
                  service.config.topics().events(), NewPartitions.increaseTo(3),
                  service.config.topics().misplaced(), NewPartitions.increaseTo(3)))
          .all()
          .get();
      await().until(() -> partitions(admin, service) == 3);

      // then
      assertThatThrownBy(service::start)
          .isInstanceOf(TopicException.class)
          .hasMessageContaining("has 3 partitions")
          .hasMessageContaining("must not change");
    }
  }

  @Test
  void shouldRefuseAChangelogOfAnotherFormat() throws Exception {
    try (TestService service = new TestService(Map.of());
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      // given
      String changelog = OtaJobTopology.changelog(service.config.kafka().applicationId());
      admin
          .createTopics(List.of(new NewTopic(changelog, Optional.of(2), Optional.empty())))
          .all()
          .get();
      byte[] key = TestService.bytes("job-1/100");
      service.write(new ProducerRecord<>(changelog, 1, key, null));
      service.write(new ProducerRecord<>(changelog, 1, key, new byte[] {1, 2, 3}));

      // then
      assertThatThrownBy(service::start)
          .isInstanceOf(TopicException.class)
          .hasMessageContaining(changelog + " has jobs in the state format 1, this release reads 2")
          .hasMessageContaining("set a new application.id");
    }
  }

  /** What happened meanwhile would be missing in them, and nobody could tell. */
  @Test
  void shouldNotGoOnWithoutHistoriesThatWereKept() {
    String applicationId = "it-" + UUID.randomUUID();
    try (TestService with =
        new TestService(Map.of("application.id", applicationId, "jobs.history.changes", "5"))) {
      // given
      with.write(Events.created("job-1"));
      with.startAndAwaitReady();
      with.awaitStatus("job-1", "PLANNED");
      with.stop();
      try (TestService without =
          new TestService(
              Map.of(
                  "application.id", applicationId,
                  "topics.events", with.config.topics().events(),
                  "topics.dead.letters", with.config.topics().deadLetters(),
                  "topics.misplaced", with.config.topics().misplaced(),
                  "topics.views", with.config.topics().views(),
                  "topics.packages", with.config.topics().packages()))) {

        // then
        assertThatThrownBy(without::start)
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining("jobs.history.changes=0, but there is " + applicationId);
      }
    }
  }

  /** The setting is new; the table was there before. */
  @Test
  void shouldBeginHistoriesForATableThatIsOlder() {
    String applicationId = "it-" + UUID.randomUUID();
    try (TestService without = new TestService(Map.of("application.id", applicationId))) {
      // given
      without.write(Events.created("older"));
      without.startAndAwaitReady();
      without.awaitStatus("older", "PLANNED");
      without.stop();
      try (TestService with =
          new TestService(
              Map.of(
                  "application.id", applicationId,
                  "jobs.history.changes", "5",
                  "topics.events", without.config.topics().events(),
                  "topics.dead.letters", without.config.topics().deadLetters(),
                  "topics.misplaced", without.config.topics().misplaced(),
                  "topics.views", without.config.topics().views(),
                  "topics.packages", without.config.topics().packages()))) {

        // when
        with.startAndAwaitReady();
        with.write(Events.started("older"));
        with.awaitStatus("older", "IN_PROGRESS");

        // then
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(with.get("/v1/jobs/older/history").body())
                        .contains("\"Complete\":true,\"KnownSince\":")
                        .contains("\"Change\":\"STARTED\""));
      }
    }
  }

  @Test
  void shouldStartOverItsOwnChangelogWithoutItsStores() throws Exception {
    try (TestService service = new TestService(Map.of())) {
      // given
      service.write(Events.created("job-1"));
      service.startAndAwaitReady();
      service.stop();

      // when
      Utils.delete(service.config.store().directory().toFile());
      service.startAndAwaitReady();

      // then
      assertThat(service.status("job-1")).isEqualTo("PLANNED");
    }
  }

  @Test
  void shouldServeMetricsAndProbes() {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      // then
      assertThat(service.get("/live").body()).isEqualTo("up\n");
      assertThat(service.get("/metrics").body())
          .contains("ota_events_folded_total")
          .contains("kafka_stream_")
          .contains("jvm_memory_used_bytes")
          .containsPattern("ota_store_memory_bytes [1-9]")
          .doesNotContain("rocksdb_state_id");
      assertThat(service.get("/nowhere").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldCommitNothingWhileNothingIsWritten() throws Exception {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      // given
      service.write(Events.created("job-1"));
      service.awaitStatus("job-1", "PLANNED");
      await().atMost(PATIENCE).until(() -> committing(service) > 0);

      // then
      AtomicReference<Double> last = new AtomicReference<>(0.0);
      await()
          .atMost(PATIENCE)
          .during(Duration.ofSeconds(1))
          .until(
              () -> {
                double now = committing(service);
                return last.getAndSet(now) == now;
              });
    }
  }

  /** How long the producer has committed so far. */
  private static double committing(TestService service) {
    return service.metric("kafka_producer_txn_commit_time_ns_total");
  }

  /** The lesser count of the two topics that grew. */
  private static int partitions(Admin admin, TestService service) throws Exception {
    return admin
        .describeTopics(
            List.of(service.config.topics().events(), service.config.topics().misplaced()))
        .allTopicNames()
        .get()
        .values()
        .stream()
        .mapToInt(topic -> topic.partitions().size())
        .min()
        .orElseThrow();
  }
}
