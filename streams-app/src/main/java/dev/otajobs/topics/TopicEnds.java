package dev.otajobs.topics;

import dev.otajobs.ingest.Partitioning;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers for the end offsets of one topic. Never blocks. */
public final class TopicEnds {

  private final Admin admin;
  private final String topic;
  private final ListOffsetsOptions level;
  private final Map<TopicPartition, OffsetSpec> latest;

  /**
   * @param partitioning of the topic
   * @param level uncommitted for the ends of everything acknowledged, committed for the ends of
   *     what can be read
   */
  public TopicEnds(Admin admin, String topic, Partitioning partitioning, IsolationLevel level) {
    this.admin = admin;
    this.topic = topic;
    this.level = new ListOffsetsOptions(level);
    this.latest =
        IntStream.range(0, partitioning.partitions())
            .boxed()
            .collect(
                Collectors.toUnmodifiableMap(
                    p -> new TopicPartition(topic, p), p -> OffsetSpec.latest()));
  }

  /** The end offset of each partition; fails with a KafkaException. */
  public CompletionStage<Map<Integer, Long>> ask() {
    return asked(
        admin.listOffsets(latest, level).all(),
        ends ->
            ends.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset())));
  }

  /** The end offset of one partition; fails with a KafkaException. */
  public CompletionStage<Long> ask(int partition) {
    TopicPartition only = new TopicPartition(topic, partition);
    return asked(
        admin.listOffsets(Map.of(only, OffsetSpec.latest()), level).partitionResult(only),
        ListOffsetsResult.ListOffsetsResultInfo::offset);
  }

  /** Fails with what Kafka says, not with an exception around it. */
  private static <A, T> CompletionStage<T> asked(KafkaFuture<A> answer, Function<A, T> read) {
    CompletableFuture<T> asked = new CompletableFuture<>();
    answer.whenComplete(
        (answered, failure) -> {
          if (failure == null) {
            asked.complete(read.apply(answered));
          } else {
            boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
            asked.completeExceptionally(wrapped ? failure.getCause() : failure);
          }
        });
    return asked;
  }
}
