package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead letters: key, value and headers as its producer wrote them, and headers that
 * say why and where. Topic, partition, offset and message have the names that Kafka Streams gives
 * them (KIP-1034), so tools for its dead letters read ours.
 *
 * @param timestamp of the rejected record, in milliseconds since 1970-01-01T00:00:00Z
 */
public record DeadLetter(
    byte @Nullable [] key, byte @Nullable [] value, Headers headers, long timestamp) {

  /** The {@link RejectReason}. */
  public static final String REASON = "ota.reason";

  /** What is wrong, in words for the producer. */
  public static final String MESSAGE = "__streams.errors.message";

  /** The topic that it was written to. */
  public static final String TOPIC = "__streams.errors.topic";

  /** The partition that its producer wrote it to. */
  public static final String PARTITION = "__streams.errors.partition";

  /** Its offset there. */
  public static final String OFFSET = "__streams.errors.offset";

  /** The lengths, in bytes, of what was left out: the record was larger than any event. */
  public static final String OMITTED = "ota.omitted";

  private static final String STREAMS = "__streams.errors.";

  private static final Set<String> OURS =
      Set.of(REASON, OMITTED, LargeRecords.HEADER, Position.HEADER);

  private static final int MAX_MESSAGE_CHARACTERS = 1000;

  /**
   * The dead letter of a rejected record. A record can be larger than any topic takes, if its batch
   * compressed well. Key, value and headers that do not fit are then left out, since a dead letter
   * that cannot be written would stop the stream; the record can still be read at its position.
   *
   * @param eventsTopic the topic that the record's producer wrote to
   * @param maxBytes of key, value and headers together, uncompressed
   */
  public static DeadLetter of(
      SourceRecord record, Judgement.Rejected rejected, String eventsTopic, int maxBytes) {
    long headerBytes = record.headerBytes();
    Optional<String> cut = record.cut();
    boolean fits =
        cut.isEmpty() && length(record.key()) + length(record.value()) + headerBytes <= maxBytes;
    RecordHeaders headers = fits ? new RecordHeaders(record.headers()) : new RecordHeaders();
    set(headers, REASON, rejected.reason().name());
    set(headers, MESSAGE, shortened(rejected.detail()));
    set(headers, TOPIC, eventsTopic);
    set(headers, PARTITION, Integer.toString(record.position().partition()));
    set(headers, OFFSET, Long.toString(record.position().offset()));
    if (fits) {
      return new DeadLetter(record.key(), record.value(), headers, record.timestamp());
    }
    set(
        headers,
        OMITTED,
        cut.orElseGet(
            () ->
                "key=%d value=%d headers=%d"
                    .formatted(length(record.key()), length(record.value()), headerBytes)));
    boolean keyFits = length(record.key()) <= Ingest.MAX_KEY_BYTES;
    return new DeadLetter(keyFits ? record.key() : null, null, headers, record.timestamp());
  }

  /** Whether a header of a dead letter was added by the service, and is none of its record. */
  public static boolean isAdded(String header) {
    return header.startsWith(STREAMS) || OURS.contains(header);
  }

  private static String shortened(String detail) {
    return detail.length() <= MAX_MESSAGE_CHARACTERS
        ? detail
        : detail.substring(0, MAX_MESSAGE_CHARACTERS) + "…";
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
