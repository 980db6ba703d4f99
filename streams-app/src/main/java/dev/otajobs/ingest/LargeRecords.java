package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what records have that are larger than any event: Kafka Streams keeps hundreds of
 * records of each partition in memory, and a topic may take records of a megabyte. A header of the
 * record that stays tells the lengths, so it is rejected as {@link RejectReason#TOO_LARGE}. The
 * whole record can still be read at its position.
 */
public final class LargeRecords {

  /** The lengths, in bytes, of what was left out. */
  static final String HEADER = "ota.cut";

  static final Pattern LENGTHS = Pattern.compile("key=\\d{1,10} value=\\d{1,10} headers=\\d{1,10}");

  /** An empty header is two bytes on the wire, and an object in memory. */
  private static final int HEADER_OBJECT = 64;

  private LargeRecords() {}

  /** The same records, the large ones without what makes them large. */
  public static ConsumerRecords<byte[], byte[]> cut(ConsumerRecords<byte[], byte[]> polled) {
    boolean anyLarge = false;
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      anyLarge |= isLarge(record);
    }
    if (!anyLarge) {
      return polled;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> cut = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      cut.put(
          partition,
          polled.records(partition).stream()
              .map(record -> isLarge(record) ? cut(record) : record)
              .toList());
    }
    return new ConsumerRecords<>(cut, polled.nextOffsets());
  }

  private static boolean isLarge(ConsumerRecord<byte[], byte[]> record) {
    return length(record.key()) > Ingest.MAX_KEY_BYTES
        || length(record.value()) > Ingest.MAX_VALUE_BYTES
        || headerBytes(record.headers()) > Ingest.MAX_HEADER_BYTES;
  }

  /** What headers take, {@value #HEADER_OBJECT} bytes for each beside its name and its value. */
  static long headerBytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += HEADER_OBJECT + header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static ConsumerRecord<byte[], byte[]> cut(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = length(record.key()) <= Ingest.MAX_KEY_BYTES ? record.key() : new byte[0];
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        HEADER,
        "key=%d value=%d headers=%d"
            .formatted(length(record.key()), length(record.value()), headerBytes(record.headers()))
            .getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        length(key),
        0,
        key,
        new byte[0],
        headers,
        record.leaderEpoch());
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
