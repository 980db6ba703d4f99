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
import org.apache.kafka.clients.admin.ListOffsetsResult;
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

  /** Up to the first open transaction: what can be read now. */
  private static final ListOffsetsOptions STABLE =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  /** Everything acknowledged, whatever transactions are open: the high watermark. */
  private static final ListOffsetsOptions ACKNOWLEDGED =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final KafkaConfig kafka;
  private final Set<TopicPartition> sources;

  /**
   * @param partitions of each source topic
   */
  public OffsetReader(Admin admin, KafkaConfig kafka, TopicsConfig topics, int partitions) {
    this.admin = admin;
    this.kafka = kafka;
    this.sources =
        IntStream.range(0, partitions)
            .boxed()
            .flatMap(p -> Stream.of(topics.eventsAt(p), topics.misplacedAt(p)))
            .collect(Collectors.toSet());
  }

  /**
   * The ends of everything acknowledged in the source topics, without the committed offsets. A
   * record before them may lie behind an open transaction, and cannot be read until that ends.
   */
  public EndOffsets ends() {
    return ends(ACKNOWLEDGED);
  }

  /** The ends of what can be read of the source topics, without the committed offsets. */
  public EndOffsets stableEnds() {
    return ends(STABLE);
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
   *
   * <p>Transactions that are open are waited for: that of a commit may still be open here while its
   * offsets are visible already.
   */
  public Map<Integer, Long> changelogEnds(Set<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    String changelog = OtaJobTopology.changelog(kafka.applicationId());
    long markers = kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2 ? 1 : 0;
    return await(
            latest(
                partitions.stream()
                    .map(partition -> new TopicPartition(changelog, partition))
                    .collect(Collectors.toSet()),
                ACKNOWLEDGED))
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(end -> end.getKey().partition(), end -> end.getValue() - markers));
  }

  private EndOffsets ends(ListOffsetsOptions kind) {
    return new EndOffsets(await(latest(sources, kind)), Map.of());
  }

  private ListOffsetsResult latest(Set<TopicPartition> partitions, ListOffsetsOptions kind) {
    return admin.listOffsets(
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())), kind);
  }

  private static Map<TopicPartition, Long> await(ListOffsetsResult answer) {
    return KafkaClients.await(answer.all(), "read the end offsets").entrySet().stream()
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
