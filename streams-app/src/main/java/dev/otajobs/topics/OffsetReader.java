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
   * <p>An open transaction counts: that of a commit may still be open here while the offsets that
   * it commits are visible already.
   */
  public Map<Integer, Long> changelogEnds(Set<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    String topic = OtaJobTopology.changelog(kafka.applicationId());
    Set<TopicPartition> changelog =
        partitions.stream().map(p -> new TopicPartition(topic, p)).collect(Collectors.toSet());
    // First: if the other end is not beyond it, no transaction is open, and a marker is the last.
    Map<TopicPartition, Long> stable = await(latest(changelog, STABLE));
    boolean marked = kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2;
    Map<Integer, Long> ends = new HashMap<>();
    await(latest(changelog, ACKNOWLEDGED))
        .forEach(
            (partition, end) -> {
              boolean isMarker = marked && end.equals(stable.get(partition));
              ends.put(partition.partition(), isMarker ? end - 1 : end);
            });
    return ends;
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
