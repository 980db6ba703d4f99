package dev.otajobs.query.overlay;

import dev.otajobs.query.freshness.TailProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the source partitions of some tails. For one thread. */
final class TailConsumer implements AutoCloseable {

  private final TailProgress progress;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Tail, Map<TopicPartition, Long>> next = new HashMap<>();

  /**
   * @param progress is told how far it has read
   */
  TailConsumer(Map<String, Object> settings, TailProgress progress) {
    this.progress = progress;
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads on for these tails. If one of them fails, the others go on before this throws.
   *
   * @param timeout to wait for a record
   */
  void read(List<? extends Tail> tails, Duration timeout) {
    assign(Set.copyOf(tails));
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    Optional<RuntimeException> failure = Optional.empty();
    for (Map.Entry<Tail, Map<TopicPartition, Long>> tail : next.entrySet()) {
      try {
        read(tail.getKey(), tail.getValue(), records);
      } catch (RuntimeException e) {
        tail.getValue().forEach(consumer::seek);
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void assign(Set<Tail> tails) {
    if (next.keySet().equals(tails)) {
      return;
    }
    next.keySet().retainAll(tails);
    Set<TopicPartition> sources = new HashSet<>();
    tails.forEach(tail -> sources.addAll(tail.start().keySet()));
    consumer.assign(sources);
    for (Tail tail : tails) {
      if (!next.containsKey(tail)) {
        tail.start().forEach(consumer::seek);
        next.put(tail, new HashMap<>(tail.start()));
      }
    }
  }

  private void read(
      Tail tail, Map<TopicPartition, Long> offsets, ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : merged(offsets.keySet(), records)) {
      tail.add(record);
      offsets.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    // Past markers, and past what retention has removed.
    offsets.replaceAll(this::position);
    offsets.forEach(progress::read);
  }

  private long position(TopicPartition source, long known) {
    try {
      return consumer.position(source, Duration.ZERO);
    } catch (TimeoutException e) {
      // It is being looked up.
      return known;
    }
  }

  /**
   * The records of these sources in the order in which Kafka Streams takes them: each source's in
   * theirs, and of the next ones that with the earliest timestamp.
   */
  private static List<ConsumerRecord<byte[], byte[]>> merged(
      Set<TopicPartition> sources, ConsumerRecords<byte[], byte[]> records) {
    List<Deque<ConsumerRecord<byte[], byte[]>>> heads = new ArrayList<>();
    sources.forEach(source -> heads.add(new ArrayDeque<>(records.records(source))));
    heads.removeIf(Deque::isEmpty);
    List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>();
    while (!heads.isEmpty()) {
      Deque<ConsumerRecord<byte[], byte[]>> earliest =
          heads.stream()
              .min(Comparator.comparing(head -> head.element().timestamp()))
              .orElseThrow();
      merged.add(earliest.remove());
      heads.removeIf(Deque::isEmpty);
    }
    return merged;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
