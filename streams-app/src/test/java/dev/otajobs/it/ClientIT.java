package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.client.JobEvents;
import dev.otajobs.client.JobReply;
import dev.otajobs.client.OtaJobProducer;
import dev.otajobs.client.OtaJobReader;
import dev.otajobs.client.Token;
import dev.otajobs.events.JobOutcome;
import dev.otajobs.testkit.events.Events;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client module against two instances: what is written is read in the next line. */
class ClientIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(Map.of("query.deadline.ms", "6000"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldReadWhatItHasJustWritten() throws Exception {
    // given
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", RealStack.get().bootstrapServers(),
            "schema.registry.url", RealStack.get().registryUrl());
    JobEvents events = JobEvents.of(Events.ACCOUNT, "client-it");
    OtaJobReader reader =
        OtaJobReader.of(
            List.of(URI.create(cluster.first().address()), URI.create(cluster.second().address())));

    // when
    try (OtaJobProducer producer =
        OtaJobProducer.open(settings, cluster.first().config.topics().events())) {
      for (int i = 0; i < 20; i++) {
        String jobId = "client-" + i;
        producer.send(events.created(jobId, Events.creation())).join();
        Token ended = producer.send(events.finished(jobId, JobOutcome.COMPLETED)).join();

        // then
        assertThat(reader.find(jobId, ended))
            .isInstanceOfSatisfying(
                JobReply.Found.class, job -> assertThat(job.status()).isEqualTo("COMPLETED"));
      }
      Token erased = producer.erase("client-0").join();
      assertThat(erased.text()).matches("[0-3]-[0-9]+");
      assertThat(reader.find("nobody-wrote-this")).isEqualTo(new JobReply.Absent());
    }
  }
}
