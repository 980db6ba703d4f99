package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the changelog of the index for a table that has none yet. Else the leader of the group
 * creates it, which in a rolling upgrade may be an instance of a release that knows no index: the
 * upgraded instances would wait for the topic until all others are upgraded.
 */
public final class IndexChangelog {

  private static final Logger LOG = LoggerFactory.getLogger(IndexChangelog.class);

  private IndexChangelog() {}

  /**
   * Creates it, with the partitions and replicas of the table's changelog and the settings {@code
   * kafka.topic.*}, unless it is there.
   *
   * @return whether this call has created it
   * @throws TopicException if the brokers refuse it
   */
  public static boolean createIfMissing(KafkaConfig kafka) {
    return KafkaClients.with(kafka, admin -> createIfMissing(admin, kafka));
  }

  private static boolean createIfMissing(Admin admin, KafkaConfig kafka) {
    String name = OtaJobTopology.indexChangelog(kafka.applicationId());
    if (KafkaClients.await(admin.listTopics().names(), "list the topics").contains(name)) {
      return false;
    }
    TopicDescription table =
        TopicCheck.describe(admin, OtaJobTopology.changelog(kafka.applicationId()));
    short replicas = (short) table.partitions().get(0).replicas().size();
    NewTopic topic =
        new NewTopic(name, Optional.of(table.partitions().size()), Optional.of(replicas))
            .configs(settings(kafka));
    try {
      KafkaClients.await(admin.createTopics(List.of(topic)).all(), "create " + name);
      LOG.info("the index' changelog is created for a table that is older, topic={}", name);
      return true;
    } catch (TopicException e) {
      // Another instance has created it meanwhile.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return false;
    }
  }

  /** As Kafka Streams would create it. */
  private static Map<String, String> settings(KafkaConfig kafka) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    kafka
        .clientSettings()
        .forEach(
            (name, value) -> {
              if (name.startsWith(StreamsConfig.TOPIC_PREFIX)) {
                settings.put(name.substring(StreamsConfig.TOPIC_PREFIX.length()), value);
              }
            });
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return settings;
  }
}
