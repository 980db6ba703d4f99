package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param topic where it was read
 * @param position where its producer wrote it: for a record that was moved, its first place
 * @param moved whether it came through the topic of misplaced events
 * @param timestamp as its producer set it, in milliseconds since 1970-01-01T00:00:00Z, not negative
 */
public record SourceRecord(
    String topic,
    Position position,
    boolean moved,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers,
    long timestamp) {

  /** This record as if it had been moved to the partition of its key. */
  SourceRecord asMoved() {
    return new SourceRecord(topic, position, true, key, value, headers, timestamp);
  }

  /** The bytes of the value; 0 if there is none. */
  public int valueBytes() {
    return value == null ? 0 : value.length;
  }

  /**
   * The lengths of what {@link LargeRecords} left out; empty if the record is whole. A producer
   * that forges the header gets a dead letter without its value.
   */
  Optional<String> cut() {
    return Optional.ofNullable(headers.lastHeader(LargeRecords.HEADER))
        .map(Header::value)
        .map(text -> new String(text, StandardCharsets.UTF_8))
        .filter(text -> LargeRecords.LENGTHS.matcher(text).matches());
  }

  /** What all headers take, see {@link LargeRecords}. */
  long headerBytes() {
    return LargeRecords.headerBytes(headers);
  }
}
