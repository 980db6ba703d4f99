package dev.otajobs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.projection.RestoreProgress;
import dev.otajobs.topics.HeldBack;
import dev.otajobs.topics.OpenTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class StatusTest {

  @Test
  void shouldTellWhatIsHeldAndHowFarARestoreIs() throws Exception {
    // given
    RestoreProgress restore = new RestoreProgress();
    restore.onRestoreStart(new TopicPartition("changelog", 3), "ota-jobs", 100, 1_100);
    restore.onBatchRestored(new TopicPartition("changelog", 3), "ota-jobs", 350, 250);
    Status.Copies copies =
        new Status.Copies(
            4,
            partition -> partition == 0,
            partition -> partition >= 2,
            partition -> Optional.of(Duration.ofMillis(7)),
            partition -> partition == 2 ? Optional.of(Duration.ofMillis(900)) : Optional.empty(),
            partition -> Optional.of(new HeldBack(Duration.ofMillis(1_500), 3)),
            partition ->
                List.of(
                    new OpenTransactions.Producer(
                        7, Optional.of("upgrades"), Instant.parse("2026-06-01T00:00:00Z")),
                    new OpenTransactions.Producer(
                        8, Optional.empty(), Instant.parse("2026-06-01T00:00:01Z"))));

    try (KafkaStreams streams = OpsHandlerTest.notStarted()) {
      Readiness readiness = new Readiness(streams, null);
      readiness.stop();

      // when
      String json = new Status(streams, readiness, restore, copies).json();

      // then
      assertThat(new ObjectMapper().readTree(json))
          .isEqualTo(
              new ObjectMapper()
                  .readTree(
                      """
                      {
                        "state": "CREATED",
                        "ready": false,
                        "why": "stopping",
                        "restoring": [{"partition": 3, "restored": 250, "records": 1000}],
                        "partitions": [
                          {"partition": 0, "role": "owner", "ageMs": 7, "heldBackRecords": 3, "heldBackMs": 1500,
                            "heldBackBy": [
                              {"producerId": 7, "transactionalId": "upgrades", "lastWrite": "2026-06-01T00:00:00Z"},
                              {"producerId": 8, "lastWrite": "2026-06-01T00:00:01Z"}]},
                          {"partition": 2, "role": "standby", "ageMs": 900},
                          {"partition": 3, "role": "standby"}
                        ]
                      }
                      """));
    }
  }
}
