package dev.otajobs.query.freshness;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.SourceEnds;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What the brokers are asked. Every question blocks, for as long as the admin client's timeout. */
public final class SourceQuestions {

  private final Admin admin;
  private final KafkaConfig kafka;
  private final TopicsConfig topics;
  private final Partitioning partitioning;
  private final StandbyProgress standbys;
  private final String changelog;

  public SourceQuestions(
      Admin admin,
      KafkaConfig kafka,
      TopicsConfig topics,
      Partitioning partitioning,
      StandbyProgress standbys) {
    this.admin = admin;
    this.kafka = kafka;
    this.topics = topics;
    this.partitioning = partitioning;
    this.standbys = standbys;
    this.changelog = OtaJobTopology.changelog(kafka.applicationId());
  }

  /** How far the source topics are written. */
  SourceEnds sourceEnds() {
    return SourceEnds.endsOnly(admin, topics, partitioning.partitions());
  }

  /** The same, with what the group has committed by now. */
  SourceEnds withCommitted(SourceEnds ends) {
    return ends.withCommitted(admin, kafka);
  }

  /**
   * The offset that a standby that has read everything comes to, of each partition that this
   * instance keeps a standby of. A transaction ends in a marker, which no standby gets to see.
   */
  Map<Integer, Long> changelogEnds() {
    Set<TopicPartition> partitions =
        standbys.partitions().stream()
            .map(partition -> new TopicPartition(changelog, partition))
            .collect(Collectors.toSet());
    if (partitions.isEmpty()) {
      return Map.of();
    }
    long markers = kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2 ? 1 : 0;
    Map<Integer, Long> ends = new HashMap<>();
    SourceEnds.ends(admin, partitions)
        .forEach((partition, end) -> ends.put(partition.partition(), end - markers));
    return ends;
  }
}
