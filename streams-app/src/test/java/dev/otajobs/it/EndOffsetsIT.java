package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class EndOffsetsIT {

  private static final int PARTITIONS = 8;
  private static final int ANSWERS = 500;

  /** The end of a partition that was left out made queries wait 50 ms for the next answer. */
  @Test
  void shouldHaveTheEndOfEveryPartition() {
    try (TestService service =
            new TestService(Map.of("topics.partitions", Integer.toString(PARTITIONS)));
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      OffsetReader offsets =
          new OffsetReader(admin, service.config.kafka(), service.config.topics(), PARTITIONS);
      int incomplete = 0;
      for (int i = 0; i < ANSWERS; i++) {
        incomplete += offsets.ends().ends().size() < 2 * PARTITIONS ? 1 : 0;
        incomplete += offsets.stableEnds().ends().size() < 2 * PARTITIONS ? 1 : 0;
      }
      // A leader that is slow may be left out; nearly each answer lacked one.
      assertThat(incomplete).isLessThan(ANSWERS / 4);
    }
  }
}
