package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record of the dead letters: key, value, timestamp and headers as its producer wrote them, and
 * headers that say why and where. Topic, partition, offset and message have the names that Kafka
 * Streams gives them (KIP-1034), so tools for its dead letters read ours.
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

  private DeadLetter() {}

  /** The dead letter of a rejected record. */
  public static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record,
      SourceRecord source,
      String eventsTopic,
      Ingested.Rejected rejected) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    set(headers, REASON, rejected.reason().name());
    set(headers, MESSAGE, rejected.detail());
    set(headers, TOPIC, eventsTopic);
    set(headers, PARTITION, Integer.toString(source.position().partition()));
    set(headers, OFFSET, Long.toString(source.position().offset()));
    return record.withHeaders(headers);
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
