package dev.otajobs.topics;

import dev.otajobs.ingest.Partitioning;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers for the ends of everything acknowledged in the topic of packages. */
public final class PackageEnds {

  private static final ListOffsetsOptions ACKNOWLEDGED =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> latest;

  /**
   * @param partitioning of the topic
   */
  public PackageEnds(Admin admin, String topic, Partitioning partitioning) {
    this.admin = admin;
    this.latest =
        IntStream.range(0, partitioning.partitions())
            .boxed()
            .collect(
                Collectors.toUnmodifiableMap(
                    p -> new TopicPartition(topic, p), p -> OffsetSpec.latest()));
  }

  /** The end offset of each partition; fails with a KafkaException. */
  public CompletionStage<Map<Integer, Long>> ask() {
    return admin
        .listOffsets(latest, ACKNOWLEDGED)
        .all()
        .toCompletionStage()
        .thenApply(
            ends ->
                ends.entrySet().stream()
                    .collect(
                        Collectors.toUnmodifiableMap(
                            end -> end.getKey().partition(), end -> end.getValue().offset())));
  }
}
