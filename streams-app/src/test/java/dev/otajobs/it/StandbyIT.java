package dev.otajobs.it;

import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.testkit.events.Events;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What an instance knows of its standbys. */
class StandbyIT {

  /** An owner that dies leaves such records: they are behind the last ones that a standby reads. */
  @Test
  void shouldKnowThatAStandbyLacksNothingButWhatWasAborted() {
    try (TestCluster cluster = TestCluster.start()) {
      // given
      cluster.first().write(Events.created("job"));
      cluster.second().awaitStatus("job", "PLANNED");
      cluster.second().awaitFreshStandbys();

      // when
      abortInAllChangelogs(cluster.first());

      // then
      cluster.first().awaitFreshStandbys();
      cluster.second().awaitFreshStandbys();
    }
  }

  private static void abortInAllChangelogs(TestService service) {
    String application = service.config.kafka().applicationId();
    try (Producer<byte[], byte[]> producer = service.transactional()) {
      producer.beginTransaction();
      for (int p = 0; p < TestCluster.PARTITIONS; p++) {
        for (String changelog :
            List.of(
                OtaJobTopology.changelog(application),
                OtaJobTopology.indexChangelog(application))) {
          producer.send(new ProducerRecord<>(changelog, p, new byte[1], new byte[1]));
        }
      }
      producer.flush();
      producer.abortTransaction();
    }
  }
}
