package dev.otajobs.letters;

import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.job.Shown;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it stands in its topic. Its texts are as a person may see them.
 *
 * @param place the partition and the offset of the rejected record in the events topic, such as
 *     {@code 0-5}
 * @param reason the name of a {@link dev.otajobs.ingest.RejectReason}
 * @param message what is wrong, in words
 * @param time the timestamp of the rejected record
 * @param omitted the lengths of what was left out, if the record was too large to be kept
 */
public record Letter(
    String place,
    String reason,
    String message,
    Instant time,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers,
    Optional<String> omitted) {

  private static final String UNKNOWN = "?";

  /** An empty header is two bytes on the wire, and an object in memory. */
  private static final int HEADER_OBJECT = 64;

  /** Reads a record of the topic. */
  public static Letter of(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    return new Letter(
        text(headers, DeadLetter.PARTITION) + "-" + text(headers, DeadLetter.OFFSET),
        text(headers, DeadLetter.REASON),
        text(headers, DeadLetter.MESSAGE),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        record.value(),
        headers,
        Optional.ofNullable(headers.lastHeader(DeadLetter.OMITTED)).map(Letter::text));
  }

  /** The key; empty if the record has none. */
  public Optional<String> keyText() {
    return Optional.ofNullable(key).map(Letter::text);
  }

  /** Of key, value and headers, in bytes. */
  long size() {
    long size = length(key) + length(value);
    for (Header header : headers) {
      size += HEADER_OBJECT + header.key().length() + length(header.value());
    }
    return size;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? UNKNOWN : text(header);
  }

  private static String text(Header header) {
    return text(header.value());
  }

  /** A bad record must not write on the reader's terminal. */
  private static String text(byte[] bytes) {
    return Shown.of(new String(bytes, StandardCharsets.UTF_8));
  }
}
