package dev.otajobs.letters;

import dev.otajobs.topics.TopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of dead letters, read in the order of its partitions. For one thread. */
public final class LetterTopic implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  /** Where reading ends for now. */
  private Map<TopicPartition, Long> until;

  private LetterTopic(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    consumer.assign(partitions);
    this.ends = consumer.endOffsets(partitions);
    this.until = ends;
    consumer.seekToBeginning(partitions);
  }

  /**
   * Opens the topic at its beginning; what is in it now is what {@link #isBehind} is about.
   *
   * @param settings of a consumer without a group
   * @throws TopicException if it does not exist
   */
  public static LetterTopic open(Map<String, Object> settings, String topic) {
    ByteArrayDeserializer asIs = new ByteArrayDeserializer();
    Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, asIs, asIs);
    boolean opened = false;
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new TopicException(topic + " does not exist; create it with 'topics'");
      }
      LetterTopic letters = new LetterTopic(consumer, partitions);
      opened = true;
      return letters;
    } finally {
      if (!opened) {
        consumer.close();
      }
    }
  }

  /**
   * Goes on with the last records of each partition, as far as there are so many, up to those that
   * are the last few.
   *
   * @param records how many are behind the place where reading begins
   * @param few how many of them are left out, because they were read before
   * @return whether there are more before these
   */
  boolean readFrom(long records, long few) {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(ends.keySet());
    boolean isMore = false;
    until = new HashMap<>();
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long first = starts.getOrDefault(end.getKey(), 0L);
      long start = Math.max(first, end.getValue() - records);
      isMore |= start > first;
      consumer.seek(end.getKey(), start);
      until.put(end.getKey(), Math.max(start, end.getValue() - few));
    }
    consumer.resume(ends.keySet());
    return isMore;
  }

  /** The next ones, none if there is none within half a second. */
  public List<Letter> poll() {
    List<Letter> letters = new ArrayList<>();
    consumer.poll(POLL).forEach(record -> letters.add(Letter.of(record)));
    if (!until.equals(ends)) {
      // What comes then was read before.
      consumer.pause(until.keySet().stream().filter(this::isAtItsEnd).toList());
    }
    return letters;
  }

  /** Whether there are more of those that were there when it was opened, or that are read now. */
  public boolean isBehind() {
    return !until.keySet().stream().allMatch(this::isAtItsEnd);
  }

  private boolean isAtItsEnd(TopicPartition partition) {
    return consumer.position(partition) >= until.getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
