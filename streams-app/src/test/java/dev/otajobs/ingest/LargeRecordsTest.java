package dev.otajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Records of a megabyte, of which a partition's buffer would hold hundreds. */
class LargeRecordsTest {

  private static final TopicPartition PARTITION = new TopicPartition("events", 3);

  @Test
  void shouldKeepOnlyLengthsOfLargeRecords() {
    // given
    ConsumerRecord<byte[], byte[]> good = record(0, 10, 500, 0);
    ConsumerRecords<byte[], byte[]> polled =
        polled(
            good, record(1, 10, 1_000_000, 0), record(2, 900_000, 1, 0), record(3, 1, 1, 900_000));

    // when
    List<ConsumerRecord<byte[], byte[]>> cut = LargeRecords.cut(polled).records(PARTITION);

    // then
    assertThat(cut.get(0)).isSameAs(good);
    assertThat(cut).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L, 3L);
    assertThat(cut)
        .extracting(each -> source(each).cut())
        .containsExactly(
            Optional.empty(),
            Optional.of("key=10 value=1000000 headers=0"),
            Optional.of("key=900000 value=1 headers=0"),
            Optional.of("key=1 value=1 headers=900065"));
    assertThat(cut.subList(1, 4))
        .allSatisfy(
            each -> {
              assertThat(each.value()).isEmpty();
              assertThat(each.timestamp()).isEqualTo(7);
              assertThat(source(each).headerBytes()).isLessThan(200);
            });
    assertThat(cut.get(1).key()).hasSize(10);
    assertThat(cut.get(2).key()).isEmpty();
    assertThat(LargeRecords.cut(polled).nextOffsets()).isEqualTo(polled.nextOffsets());
  }

  @Test
  void shouldRejectThemAndTellTheirLengths() {
    // given
    SourceRecord cut =
        source(LargeRecords.cut(polled(record(0, 10, 1_000_000, 0))).records(PARTITION).get(0));

    // when
    Judgement judgement = new Ingest("misplaced", new Partitioning(8), null).judge(cut);

    // then
    assertThat(judgement)
        .isInstanceOfSatisfying(
            Judgement.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
              DeadLetter letter = DeadLetter.of(cut, rejected, "events", 10_000_000);
              assertThat(letter.value()).isNull();
              assertThat(letter.key()).hasSize(10);
              assertThat(new String(letter.headers().lastHeader(DeadLetter.OMITTED).value()))
                  .isEqualTo("key=10 value=1000000 headers=0");
            });
  }

  @Test
  void shouldLeaveAloneWhatIsNotLarge() {
    ConsumerRecords<byte[], byte[]> polled = polled(record(0, 512, 64 * 1024, 0));
    assertThat(LargeRecords.cut(polled)).isSameAs(polled);
  }

  /** Two bytes each on the wire. */
  @Test
  void shouldCountHeadersThatAreEmpty() {
    // given
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < 2_000; i++) {
      headers.add("", null);
    }
    ConsumerRecord<byte[], byte[]> many =
        new ConsumerRecord<>(
            "events",
            3,
            0,
            7,
            TimestampType.CREATE_TIME,
            1,
            1,
            new byte[1],
            new byte[1],
            headers,
            Optional.empty());

    // then
    assertThat(source(LargeRecords.cut(polled(many)).records(PARTITION).get(0)).cut()).isPresent();
  }

  /** A producer may write the header, but only as it would be. */
  @Test
  void shouldNotTakeAnyTextForLengths() {
    ConsumerRecord<byte[], byte[]> forged = record(0, 1, 1, 0);
    forged.headers().add(LargeRecords.HEADER, "x".repeat(10_000).getBytes());
    assertThat(source(forged).cut()).isEmpty();
  }

  @SafeVarargs
  private static ConsumerRecords<byte[], byte[]> polled(ConsumerRecord<byte[], byte[]>... records) {
    return new ConsumerRecords<>(
        Map.of(PARTITION, List.of(records)), Map.of(PARTITION, new OffsetAndMetadata(9)));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, int key, int value, int header) {
    RecordHeaders headers = new RecordHeaders();
    if (header > 0) {
      headers.add("h", new byte[header]);
    }
    return new ConsumerRecord<>(
        "events",
        3,
        offset,
        7,
        TimestampType.CREATE_TIME,
        key,
        value,
        new byte[key],
        new byte[value],
        headers,
        Optional.empty());
  }

  private static SourceRecord source(ConsumerRecord<byte[], byte[]> read) {
    return new SourceRecord(
        read.topic(),
        new Position(read.partition(), read.offset()),
        false,
        read.key(),
        read.value(),
        read.headers(),
        read.timestamp());
  }
}
