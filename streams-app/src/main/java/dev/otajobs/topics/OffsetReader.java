package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
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

  /** For any leader: longer than the admin client tries. */
  private static final Duration FIRST = Duration.ofSeconds(30);

  /** For the other leaders once one has answered. */
  private static final Duration OTHERS = Duration.ofMillis(200);

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
   * Without the partitions whose leader does not answer soon after others have.
   */
  public EndOffsets ends() {
    return new EndOffsets(some(sources, ACKNOWLEDGED, FIRST), Map.of());
  }

  /** The ends of what can be read of the source topics; like {@link #ends} without some. */
  public EndOffsets stableEnds() {
    return new EndOffsets(some(sources, STABLE, FIRST), Map.of());
  }

  /** The ends of what can be read of all partitions of the source topics. */
  public EndOffsets allStableEnds() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    KafkaClients.await(ask(sources, STABLE).all(), "read the end offsets")
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return new EndOffsets(ends, Map.of());
  }

  /** The same end offsets, with the offsets that the group has committed by now. */
  public EndOffsets withCommitted(EndOffsets ends) {
    return new EndOffsets(
        ends.ends(),
        KafkaClients.await(
            askCommitted(), "read the committed offsets of " + kafka.applicationId()));
  }

  /** Asks for the offsets that the group has committed, without waiting for the answer. */
  public KafkaFuture<Map<TopicPartition, Long>> askCommitted() {
    return admin
        .listConsumerGroupOffsets(kafka.applicationId())
        .partitionsToOffsetAndMetadata(kafka.applicationId())
        .thenApply(OffsetReader::offsets);
  }

  /**
   * The end offset of the changelog, of each of these partitions whose leader answers. An open
   * transaction counts: that of a commit may still be open here while the offsets that it commits
   * are visible already.
   */
  public Map<Integer, Long> changelogEnds(Set<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    String topic = OtaJobTopology.changelog(kafka.applicationId());
    Set<TopicPartition> changelog =
        partitions.stream().map(p -> new TopicPartition(topic, p)).collect(Collectors.toSet());
    Map<Integer, Long> ends = new HashMap<>();
    some(changelog, ACKNOWLEDGED, OTHERS)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  /** The end offsets of those partitions whose leader answers soon after the first one has. */
  private Map<TopicPartition, Long> some(
      Set<TopicPartition> partitions, ListOffsetsOptions kind, Duration patience) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    ListOffsetsResult asked = ask(partitions, kind);
    CountDownLatch first = new CountDownLatch(1);
    for (TopicPartition partition : partitions) {
      asked
          .partitionResult(partition)
          .whenComplete(
              (end, failure) -> {
                if (end != null) {
                  first.countDown();
                }
              });
    }
    KafkaFuture<?> all = asked.all().whenComplete((done, failure) -> first.countDown());
    try {
      if (first.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        all.get(OTHERS.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      if (patience.equals(FIRST) && answered(asked, partitions).isEmpty()) {
        throw new TopicException("cannot read the end offsets: " + e, e);
      }
      // A leader may be away for seconds; its partitions go without.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("interrupted, could not read the end offsets");
    }
    return answered(asked, partitions);
  }

  /**
   * What has been answered by now. It is asked of each future itself: a callback of a future may
   * run after those who wait for all of them have gone on.
   */
  private static Map<TopicPartition, Long> answered(
      ListOffsetsResult asked, Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : partitions) {
      KafkaFuture<ListOffsetsResultInfo> end = asked.partitionResult(partition);
      if (end.isDone() && !end.isCompletedExceptionally()) {
        ends.put(partition, KafkaClients.await(end, "read an end offset").offset());
      }
    }
    return Map.copyOf(ends);
  }

  private ListOffsetsResult ask(Set<TopicPartition> partitions, ListOffsetsOptions kind) {
    return admin.listOffsets(
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())), kind);
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
