package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.topics.IndexChangelog;
import dev.otajobs.topics.KafkaClients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class IndexChangelogIT {

  private static final int PARTITIONS = 3;

  /** The row two-versions of the faults has the upgrade that needs it. */
  @Test
  void shouldBeLikeTheChangelogOfTheTableAndBeCreatedOnce() throws Exception {
    try (TestService service = new TestService(Map.of("kafka.topic.segment.bytes", "2000000"));
        Admin admin = KafkaClients.admin(service.config.kafka())) {
      // given
      String application = service.config.kafka().applicationId();
      String index = OtaJobTopology.indexChangelog(application);
      NewTopic table = new NewTopic(OtaJobTopology.changelog(application), PARTITIONS, (short) 1);
      admin.createTopics(List.of(table)).all().get();

      // when
      boolean first = IndexChangelog.createIfMissing(service.config.kafka());
      boolean second = IndexChangelog.createIfMissing(service.config.kafka());

      // then
      assertThat(List.of(first, second)).containsExactly(true, false);
      assertThat(admin.describeTopics(List.of(index)).allTopicNames().get().get(index).partitions())
          .hasSize(PARTITIONS);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, index);
      Config settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(settings.get("segment.bytes").value()).isEqualTo("2000000");
    }
  }
}
