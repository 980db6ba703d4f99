package dev.otajobs.ingest;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void shouldKeepTheRecordAndSayWhyAndWhere() {
    // given
    byte[] key = {(byte) 0xFF};
    byte[] value = {1, 2};
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", Records.utf8("t-1"));
    headers.add(DeadLetter.REASON, Records.utf8("forged"));
    Record<byte[], byte[]> record = new Record<>(key, value, 123, headers);

    // when
    Record<byte[], byte[]> letter =
        DeadLetter.of(
            record,
            Records.at(3, false, key, value),
            "ota-job-events",
            new Ingested.Rejected(RejectReason.BAD_KEY, "no JobId: 任务"),
            1000);

    // then
    assertThat(letter.key()).isSameAs(key);
    assertThat(letter.value()).isSameAs(value);
    assertThat(letter.timestamp()).isEqualTo(123);
    assertThat(texts(letter))
        .isEqualTo(
            Map.of(
                "trace", "t-1",
                "ota.reason", "BAD_KEY",
                "__streams.errors.message", "no JobId: 任务",
                "__streams.errors.topic", "ota-job-events",
                "__streams.errors.partition", "3",
                "__streams.errors.offset", "5"));
    assertThat(record.headers().lastHeader(DeadLetter.REASON).value())
        .isEqualTo(Records.utf8("forged"));
  }

  private static Map<String, String> texts(Record<byte[], byte[]> letter) {
    return Arrays.stream(letter.headers().toArray())
        .collect(
            toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8)));
  }
}
