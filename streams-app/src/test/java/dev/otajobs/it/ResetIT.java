package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.it.CommandProcess.Ended;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command {@code reset}, against a service that has folded one job. */
class ResetIT {

  private TestService service;
  private CommandProcess command;
  private RecordMetadata written;
  private Map<String, String> settings;
  private String changelog;

  @BeforeEach
  void start() throws Exception {
    service = new TestService(Map.of()).startAndAwaitReady();
    command = new CommandProcess(service);
    written = service.write(Events.created("job"));
    service.awaitStatus("job", "PLANNED");
    changelog = OtaJobTopology.changelog(service.config.kafka().applicationId());
    settings =
        Map.of(
            "OTA_JOBS_APPLICATION_ID", service.config.kafka().applicationId(),
            "OTA_JOBS_STATE_DIR", service.config.store().directory().toString(),
            "OTA_JOBS_TOPICS_MISPLACED", service.config.topics().misplaced());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldRefuseWhileAnInstanceRunsHereOrElsewhere() throws Exception {
    // given
    Map<String, String> elsewhere = new HashMap<>(settings);
    elsewhere.put("OTA_JOBS_STATE_DIR", RealStack.newDirectory("elsewhere").toString());

    // when
    Ended here = command.run(settings, "reset", "--yes");
    Ended there = command.run(elsewhere, "reset", "--yes");

    // then
    assertThat(here.exitCode()).isEqualTo(2);
    assertThat(here.err()).contains("an instance uses").contains("stop it first");
    assertThat(there.exitCode()).isEqualTo(2);
    assertThat(there.err()).contains(" members: stop all instances first");
    assertThat(service.status("job")).isEqualTo("PLANNED");
  }

  @Test
  void shouldBuildTheTableAnew() throws Exception {
    // given
    service.stop();

    // when: nothing is confirmed
    Ended unsaid = command.run(settings, "reset");
    Ended dry = command.run(settings, "reset", "--dry-run");

    // then
    assertThat(unsaid.exitCode()).isEqualTo(2);
    assertThat(unsaid.err()).contains("say either --dry-run");
    assertThat(dry.out()).contains("would be deleted: topic " + changelog);
    assertThat(topics()).contains(changelog);

    // when: only the stores
    Ended stores = command.run(settings, "reset", "--yes", "--stores-only");

    // then
    assertThat(stores.out()).contains("removed " + settings.get("OTA_JOBS_STATE_DIR"));
    assertThat(topics()).contains(changelog);

    // when
    Ended done = command.run(settings, "reset", "--yes");

    // then
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("deleted topic " + changelog).contains("moved offsets");
    await().until(() -> !topics().contains(changelog));
    service.startAndAwaitReady();
    assertThat(service.status("job")).isEqualTo("PLANNED");
    service.awaitFolded(1);
  }

  @Test
  void shouldNotLoseJobsWhoseEventsAreGone() throws Exception {
    // given
    service.stop();
    try (Admin admin = KafkaClients.admin(service.config.kafka())) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(written.topic(), written.partition()),
                  RecordsToDelete.beforeOffset(written.offset() + 1)))
          .all()
          .get();
    }

    // when
    Ended refused = command.run(settings, "reset", "--yes");

    // then
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("are gone").contains("With --lose-jobs they are lost");
    assertThat(topics()).contains(changelog);
    assertThat(command.run(settings, "reset", "--dry-run").err()).contains("are gone");
    assertThat(command.run(settings, "reset", "--yes", "--lose-jobs").exitCode()).isZero();
  }

  private Set<String> topics() throws Exception {
    try (Admin admin = KafkaClients.admin(service.config.kafka())) {
      return admin.listTopics().names().get();
    }
  }
}
