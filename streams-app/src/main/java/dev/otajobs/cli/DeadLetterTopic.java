package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.job.Shown;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The dead letters, read from the first on. */
final class DeadLetterTopic implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  private DeadLetterTopic(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    consumer.assign(partitions);
    this.ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Opens the topic; what is in it now is what {@link #isBehind} is about.
   *
   * @throws TopicException if it does not exist
   */
  static DeadLetterTopic open(AppConfig settings) {
    ByteArrayDeserializer asIs = new ByteArrayDeserializer();
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(KafkaClients.consumer(settings.kafka()), asIs, asIs);
    List<TopicPartition> partitions =
        consumer.partitionsFor(settings.topics().deadLetters()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      consumer.close();
      throw new TopicException(
          settings.topics().deadLetters() + " does not exist; create it with 'topics'");
    }
    return new DeadLetterTopic(consumer, partitions);
  }

  /** The next ones, none if there is none within half a second. */
  ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(POLL);
  }

  /** Whether there are more of those that were there when it was opened. */
  boolean isBehind() {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /** A header's text; {@code ?} if there is no such header. */
  static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "?" : text(header.value());
  }

  /** A bad record must not write on the reader's terminal. */
  static String text(byte @Nullable [] bytes) {
    return bytes == null ? "none" : Shown.of(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
