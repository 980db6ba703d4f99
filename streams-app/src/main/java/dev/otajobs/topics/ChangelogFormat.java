package dev.otajobs.topics;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.config.KafkaConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at the first value of each changelog partition before the start. A changelog that another
 * release wrote in another format cannot be restored from, and a restore would find that out only
 * after the start, in every instance.
 */
public final class ChangelogFormat {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String changelog;
  private final Consumer<byte[], byte[]> consumer;

  private ChangelogFormat(String changelog, Consumer<byte[], byte[]> consumer) {
    this.changelog = changelog;
    this.consumer = consumer;
  }

  /**
   * Checks the changelog, which exists.
   *
   * @throws TopicException if it has a value of another format, with what to do; or if it cannot be
   *     read within 30 seconds
   */
  public static void check(KafkaConfig kafka, int partitions) {
    ByteArrayDeserializer asIs = new ByteArrayDeserializer();
    String changelog = OtaJobTopology.changelog(kafka.applicationId());
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(KafkaClients.consumer(kafka), asIs, asIs)) {
      new ChangelogFormat(changelog, consumer)
          .check(
              IntStream.range(0, partitions)
                  .mapToObj(partition -> new TopicPartition(changelog, partition))
                  .toList());
    }
  }

  private void check(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> unread = new HashMap<>(consumer.endOffsets(partitions));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (unread.isEmpty()) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TopicException("cannot read " + unread.keySet() + " in " + PATIENCE);
      }
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      for (TopicPartition partition : polled.partitions()) {
        if (hasValue(polled.records(partition))) {
          unread.remove(partition);
          consumer.pause(List.of(partition));
        }
      }
    }
  }

  /** Whether there is a value among them; it must be of our format. */
  private boolean hasValue(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value = record.value();
      if (value != null) {
        checkValue(value);
        return true;
      }
    }
    return false;
  }

  private void checkValue(byte[] value) {
    if (value.length == 0 || value[0] != JobsSerde.FORMAT) {
      throw new TopicException(
          "%s has jobs in the state format %s, this release reads %d: set a new application.id, or"
                  .formatted(changelog, value.length == 0 ? "none" : value[0], JobsSerde.FORMAT)
              + " stop all instances and reset the application as docs/operations.md shows; either"
              + " way all events are read again from the beginning of the events topic");
    }
  }
}
