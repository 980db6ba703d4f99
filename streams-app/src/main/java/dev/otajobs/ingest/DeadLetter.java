package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead letters: key, value and headers as its producer wrote them, and headers that
 * say why and where. Topic, partition, offset and message have the names that Kafka Streams gives
 * them (KIP-1034), so tools for its dead letters read ours.
 */
public final class DeadLetter {

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

  /** The lengths, in bytes, of what was left out: the record did not fit into the topic. */
  public static final String OMITTED = "ota.omitted";

  private static final int MAX_MESSAGE_CHARACTERS = 1000;

  private DeadLetter() {}

  /**
   * The dead letter of a rejected record. A record can be larger than any topic takes, if its batch
   * compressed well; what makes it so is then left out, since a dead letter that cannot be written
   * would stop the stream. It still lies where the headers say.
   *
   * @param maxBytes of key, value and headers together, uncompressed
   */
  public static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record,
      SourceRecord source,
      String eventsTopic,
      Ingested.Rejected rejected,
      int maxBytes) {
    long headerBytes = bytesOf(record.headers());
    long bytes = length(record.key()) + length(record.value()) + headerBytes;
    boolean fits = bytes <= maxBytes;
    RecordHeaders headers = fits ? new RecordHeaders(record.headers()) : new RecordHeaders();
    set(headers, REASON, rejected.reason().name());
    set(headers, MESSAGE, shortened(rejected.detail()));
    set(headers, TOPIC, eventsTopic);
    set(headers, PARTITION, Integer.toString(source.position().partition()));
    set(headers, OFFSET, Long.toString(source.position().offset()));
    if (fits) {
      return record.withHeaders(headers);
    }
    set(
        headers,
        OMITTED,
        "key=%d value=%d headers=%d"
            .formatted(length(record.key()), length(record.value()), headerBytes));
    boolean keyFits = length(record.key()) <= Ingest.MAX_KEY_BYTES;
    return withoutContent(record, keyFits).withHeaders(headers);
  }

  /** The bytes of the names and values of headers. */
  static long bytesOf(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += header.key().length() + length(header.value());
    }
    return bytes;
  }

  // The null of a record's key and value.
  @SuppressWarnings("NullAway")
  private static Record<byte[], byte[]> withoutContent(
      Record<byte[], byte[]> record, boolean keepKey) {
    return new Record<>(keepKey ? record.key() : null, null, record.timestamp());
  }

  private static String shortened(String detail) {
    return detail.length() <= MAX_MESSAGE_CHARACTERS
        ? detail
        : detail.substring(0, MAX_MESSAGE_CHARACTERS) + "…";
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
