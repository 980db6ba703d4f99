package dev.otajobs.ingest;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a producer wrote a record. A record that was moved to its own partition says so in a
 * header, which is believed only on our own topic: anybody may write any header to the events
 * topic.
 *
 * @param misplacedTopic the topic of records on their way to their own partition
 */
public record Origins(String misplacedTopic, Partitioning partitioning) {

  /** The record that was read from this topic, partition and offset. */
  public SourceRecord trace(
      String topic,
      Position read,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      long timestamp) {
    boolean moved = topic.equals(misplacedTopic);
    Optional<Position> origin =
        moved ? Position.origin(headers).filter(this::exists) : Optional.empty();
    return new SourceRecord(topic, origin.orElse(read), moved, key, value, headers, timestamp);
  }

  private boolean exists(Position origin) {
    return origin.partition() < partitioning.partitions();
  }
}
