package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records as they are read. */
final class Records {

  static final byte[] VALUE = {0, 0, 0, 0, 1, 42};

  private Records() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static SourceRecord of(byte @Nullable [] key, byte @Nullable [] value) {
    return at(0, false, key, value);
  }

  static SourceRecord at(
      int partition, boolean moved, byte @Nullable [] key, byte @Nullable [] value) {
    return new SourceRecord(
        "ota-job-events", new Position(partition, 5), moved, key, value, new RecordHeaders(), 123);
  }
}
