package dev.otajobs.query.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions on from their ends, with a consumer that is opened when it is needed. For one
 * thread.
 */
final class SourceEnds {

  private static final Logger LOG = LoggerFactory.getLogger(SourceEnds.class);

  private final Map<String, Object> settings;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param settings of a consumer without a group, of committed records
   */
  SourceEnds(Map<String, Object> settings) {
    this.settings = new HashMap<>(settings);
    // Else a position that is no longer there would mean: from the beginning, and nobody knew.
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
  }

  /**
   * What has come in these partitions. New ones are read from their ends as they are at the next
   * poll.
   */
  ConsumerRecords<byte[], byte[]> poll(Set<TopicPartition> wanted, Duration timeout) {
    KafkaConsumer<byte[], byte[]> open = open();
    Set<TopicPartition> known = open.assignment();
    if (!known.equals(wanted)) {
      Set<TopicPartition> added = new HashSet<>(wanted);
      added.removeAll(known);
      open.assign(wanted);
      if (!added.isEmpty()) {
        open.seekToEnd(added);
      }
    }
    return open.poll(timeout);
  }

  /** Whether the position is known from which a partition is read on. Does not wait for it. */
  boolean isAt(TopicPartition source) {
    try {
      return open().position(source, Duration.ZERO) >= 0;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    KafkaConsumer<byte[], byte[]> known = consumer;
    if (known == null) {
      known =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = known;
    }
    return known;
  }

  /** Closes the consumer, if there is one. */
  void release() {
    KafkaConsumer<byte[], byte[]> old = consumer;
    consumer = null;
    if (old != null) {
      try {
        old.close(CloseOptions.timeout(Duration.ZERO));
      } catch (KafkaException e) {
        LOG.warn("a consumer did not close well", e);
      }
    }
  }
}
