package dev.otajobs.ingest;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
    SourceRecord record =
        new SourceRecord("ota-job-events", new Position(3, 5), false, key, value, headers, 123);

    // when
    DeadLetter letter =
        DeadLetter.of(
            record,
            new Judgement.Rejected(RejectReason.BAD_KEY, "no JobId: 任务"),
            "ota-job-events",
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

  private static Map<String, String> texts(DeadLetter letter) {
    return Arrays.stream(letter.headers().toArray())
        .collect(
            toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8)));
  }
}
