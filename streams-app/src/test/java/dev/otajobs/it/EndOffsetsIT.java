package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class EndOffsetsIT {

  private static final int PARTITIONS = 8;

  /** The end of a partition that was left out made queries wait 50 ms for the next answer. */
  @Test
  void shouldHaveTheEndOfEveryPartitionEachTime() {
    try (TestService service =
            new TestService(Map.of("topics.partitions", Integer.toString(PARTITIONS)));
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      OffsetReader offsets =
          new OffsetReader(admin, service.config.kafka(), service.config.topics(), PARTITIONS);
      for (int i = 0; i < 500; i++) {
        assertThat(offsets.ends().ends()).as("answer %d", i).hasSize(2 * PARTITIONS);
        assertThat(offsets.stableEnds().ends()).as("answer %d", i).hasSize(2 * PARTITIONS);
      }
    }
  }
}
