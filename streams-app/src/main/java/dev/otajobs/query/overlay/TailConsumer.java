package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.query.freshness.PartitionOffsets;
import dev.otajobs.query.freshness.TailProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads both source topics of some partitions without the group. The records of a partition number
 * are handed on in the order of Kafka Streams: each topic's in theirs, the earlier timestamp first.
 * For one thread.
 */
final class TailConsumer implements AutoCloseable {

  private final TopicsConfig topics;
  private final TailProgress tails;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Overlay, Map<TopicPartition, Long>> next = new HashMap<>();

  /**
   * @param settings of a consumer of committed records
   * @param tails are told how far it has read
   */
  TailConsumer(Map<String, Object> settings, TopicsConfig topics, TailProgress tails) {
    this.topics = topics;
    this.tails = tails;
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** One record, for one of the overlays. */
  interface Handler {
    void handle(Overlay overlay, ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * Reads on for these overlays.
   *
   * @param timeout to wait for a record
   * @param handler if it throws, its record is read again; the other overlays go on
   */
  void read(List<Overlay> overlays, Duration timeout, Handler handler) {
    assign(overlays);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    Optional<RuntimeException> failure = Optional.empty();
    for (Overlay overlay : overlays) {
      try {
        read(overlay, records, handler);
      } catch (RuntimeException e) {
        next.getOrDefault(overlay, Map.of()).forEach(consumer::seek);
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void assign(List<Overlay> overlays) {
    if (next.keySet().equals(Set.copyOf(overlays))) {
      return;
    }
    next.keySet().retainAll(Set.copyOf(overlays));
    Set<TopicPartition> assigned = new HashSet<>();
    overlays.forEach(overlay -> assigned.addAll(List.of(events(overlay), misplaced(overlay))));
    consumer.assign(assigned);
    overlays.stream().filter(overlay -> !next.containsKey(overlay)).forEach(this::seek);
  }

  private void seek(Overlay overlay) {
    PartitionOffsets start = overlay.start();
    Map<TopicPartition, Long> offsets = new HashMap<>();
    offsets.put(events(overlay), start.events());
    offsets.put(misplaced(overlay), start.misplaced());
    offsets.forEach(consumer::seek);
    next.put(overlay, offsets);
  }

  private void read(Overlay overlay, ConsumerRecords<byte[], byte[]> records, Handler handler) {
    Map<TopicPartition, Long> offsets = next.getOrDefault(overlay, Map.of());
    List<ConsumerRecord<byte[], byte[]>> merged =
        merged(records.records(events(overlay)), records.records(misplaced(overlay)));
    for (ConsumerRecord<byte[], byte[]> record : merged) {
      handler.handle(overlay, record);
      offsets.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    // Past markers, too.
    offsets.replaceAll(
        (partition, offset) -> {
          OffsetAndMetadata polled = records.nextOffsets().get(partition);
          return polled == null ? offset : polled.offset();
        });
    tails.read(
        overlay.partition(),
        new PartitionOffsets(
            offsets.getOrDefault(events(overlay), 0L),
            offsets.getOrDefault(misplaced(overlay), 0L)));
  }

  private static List<ConsumerRecord<byte[], byte[]>> merged(
      List<ConsumerRecord<byte[], byte[]>> some, List<ConsumerRecord<byte[], byte[]>> others) {
    List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>(some.size() + others.size());
    int next = 0;
    for (ConsumerRecord<byte[], byte[]> record : some) {
      while (next < others.size() && others.get(next).timestamp() < record.timestamp()) {
        merged.add(others.get(next++));
      }
      merged.add(record);
    }
    merged.addAll(others.subList(next, others.size()));
    return merged;
  }

  private TopicPartition events(Overlay overlay) {
    return new TopicPartition(topics.events(), overlay.partition());
  }

  private TopicPartition misplaced(Overlay overlay) {
    return new TopicPartition(topics.misplaced(), overlay.partition());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
