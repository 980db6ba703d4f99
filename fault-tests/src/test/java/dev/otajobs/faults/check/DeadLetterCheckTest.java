package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.RejectReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterCheckTest {

  private static final ConsumerRecord<byte[], byte[]> BAD_KEY =
      RecordedLetter.of(new Position(0, 5), RejectReason.BAD_KEY);
  private static final ConsumerRecord<byte[], byte[]> UNDECODABLE =
      RecordedLetter.of(new Position(1, 1), RejectReason.UNDECODABLE);

  private final Verdict verdict = new Verdict();

  @Test
  void shouldAcceptADeadLetterOfEachBrokenRecord() {
    // when
    check(Recording.written(), BAD_KEY, UNDECODABLE);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("dead letters")).isEqualTo(2);
  }

  @Test
  void shouldCountADeadLetterThatWasWrittenAgain() {
    // when
    check(Recording.written(), BAD_KEY, UNDECODABLE, BAD_KEY);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("dead letters")).isEqualTo(2);
    assertThat(verdict.counted("dead letters written again after a crash")).isOne();
  }

  @Test
  void shouldRefuseABrokenRecordWithoutADeadLetter() {
    // when
    check(Recording.written(), UNDECODABLE);

    // then
    assertThat(verdict.violations(Invariant.I7)).isOne();
  }

  @Test
  void shouldRefuseADeadLetterOfAGoodRecord() {
    // given
    Position good = new Position(0, 3);

    // when
    check(
        Recording.written(),
        BAD_KEY,
        UNDECODABLE,
        RecordedLetter.of(good, RejectReason.INTERNAL_ERROR));

    // then
    assertThat(verdict.violations(Invariant.I7)).isOne();
  }

  @Test
  void shouldRefuseADeadLetterForAnotherReason() {
    // when
    check(
        Recording.written(),
        RecordedLetter.of(new Position(0, 5), RejectReason.INTERNAL_ERROR),
        UNDECODABLE);

    // then
    assertThat(verdict.violations(Invariant.I7)).isOne();
  }

  @Test
  void shouldRefuseABrokenRecordThatWasMeantToBeGood() {
    // when
    check(
        Recording.written("rejected\t0-14\tINVALID_EVENT"),
        BAD_KEY,
        UNDECODABLE,
        RecordedLetter.of(new Position(0, 14), RejectReason.INVALID_EVENT));

    // then
    assertThat(verdict.violations(Invariant.I7)).isOne();
  }

  @SafeVarargs
  private void check(Recording recording, ConsumerRecord<byte[], byte[]>... letters) {
    DeadLetterCheck check = new DeadLetterCheck(recording.run(), verdict);
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      check.take(letter);
    }
    check.compare();
  }
}
