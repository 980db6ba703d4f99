package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The source partitions as they were at the start.
 *
 * @param ends the offset after the last record
 * @param committed where this application stood; absent if it has never read the partition, and of
 *     all partitions if that was not asked for
 */
public record SourceEnds(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {

  /** What a pending transaction wrote is not to be read, so not to be waited for. */
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  public SourceEnds {
    ends = Map.copyOf(ends);
    committed = Map.copyOf(committed);
  }

  /** Asks the brokers for the ends, then for what is committed. */
  public static SourceEnds capture(
      Admin admin, KafkaConfig kafka, TopicsConfig topics, int partitions) {
    return endsOnly(admin, topics, partitions).withCommitted(admin, kafka);
  }

  /** Asks the brokers for the ends, not for what is committed. */
  public static SourceEnds endsOnly(Admin admin, TopicsConfig topics, int partitions) {
    Set<TopicPartition> source = new HashSet<>();
    for (String topic : List.of(topics.events(), topics.misplaced())) {
      for (int partition = 0; partition < partitions; partition++) {
        source.add(new TopicPartition(topic, partition));
      }
    }
    return new SourceEnds(ends(admin, source), Map.of());
  }

  /** The same ends, and what is committed by now. */
  public SourceEnds withCommitted(Admin admin, KafkaConfig kafka) {
    Map<TopicPartition, @Nullable OffsetAndMetadata> found =
        KafkaAdmin.await(
            admin
                .listConsumerGroupOffsets(kafka.applicationId())
                .partitionsToOffsetAndMetadata(kafka.applicationId()),
            "read the offsets of " + kafka.applicationId());
    return new SourceEnds(ends, offsets(found));
  }

  /**
   * The offset after the last committed record of each partition.
   *
   * @throws TopicException if the brokers do not answer
   */
  public static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        KafkaAdmin.await(admin.listOffsets(latest, COMMITTED).all(), "read the ends of the topics");
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
