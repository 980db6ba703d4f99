package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads offsets from the brokers. Every method blocks, for at most the admin client's timeout, and
 * throws a {@link TopicException} if the brokers do not answer.
 */
public final class OffsetReader {

  /** Records of a pending transaction are not read yet, so they are not counted. */
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final KafkaConfig kafka;
  private final Set<TopicPartition> source;

  /**
   * @param partitions of each source topic
   */
  public OffsetReader(Admin admin, KafkaConfig kafka, TopicsConfig topics, int partitions) {
    this.admin = admin;
    this.kafka = kafka;
    this.source =
        Stream.of(topics.events(), topics.misplaced())
            .flatMap(
                topic -> IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)))
            .collect(Collectors.toSet());
  }

  /** The end offsets of the source topics, without the committed offsets. */
  public EndOffsets ends() {
    return new EndOffsets(ends(source), Map.of());
  }

  /** The same end offsets, with the offsets that the group has committed by now. */
  public EndOffsets withCommitted(EndOffsets ends) {
    Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
        KafkaClients.await(
            admin
                .listConsumerGroupOffsets(kafka.applicationId())
                .partitionsToOffsetAndMetadata(kafka.applicationId()),
            "read the committed offsets of " + kafka.applicationId());
    return new EndOffsets(ends.ends(), offsets(committed));
  }

  /**
   * The changelog offset that a standby reaches once it has read everything, of each of these
   * partitions. A transaction ends with a marker, which a standby never counts.
   */
  public Map<Integer, Long> changelogEnds(Set<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    String changelog = OtaJobTopology.changelog(kafka.applicationId());
    long markers = kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2 ? 1 : 0;
    return ends(
            partitions.stream()
                .map(partition -> new TopicPartition(changelog, partition))
                .collect(Collectors.toSet()))
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(end -> end.getKey().partition(), end -> end.getValue() - markers));
  }

  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        KafkaClients.await(admin.listOffsets(latest, COMMITTED).all(), "read the end offsets");
    return ends.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private static Map<TopicPartition, Long> offsets(
      Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }
}
