package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyCheckTest {

  private static final String STARTED =
      """
      {"JobId":"job-1","JobStatus":"IN_PROGRESS","Name":"second",\
      "UtcCreate":"2026-01-01T00:00:01.000Z","UtcModified":"2026-01-01T00:00:04.000Z",\
      "UtcStartTime":"2026-01-01T00:00:04.000Z"}""";

  private static final String MOVED =
      """
      {"JobId":"job-4","JobStatus":"PLANNED","Name":"moved",\
      "UtcCreate":"2026-01-01T00:00:01.000Z","UtcModified":"2026-01-01T00:00:13.000Z"}""";

  private static final String OURS =
      """
      {"JobId":"job-2","JobStatus":"PLANNED","Name":"ours",\
      "UtcCreate":"2026-01-01T00:00:01.000Z","UtcModified":"2026-01-01T00:00:01.000Z"}""";

  private static final SampleRead OF_JOB_1 = SampleRead.at(5_000);
  private static final SampleRead OF_JOB_4 = SampleRead.at(17_000).of("job-4/100000000000001");

  private final Verdict verdict = new Verdict();

  @Test
  void shouldAcceptTheFoldOfThePrefixThatTheReplyNames() {
    // when
    check(OF_JOB_1.found("0-4", STARTED));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldAcceptAPrefixInEachOfTwoPartitions() {
    // when
    check(OF_JOB_4.found("0-13.1-0", MOVED));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldRefuseAFieldOfALaterEvent() {
    // when
    check(OF_JOB_1.found("0-3", STARTED));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @Test
  void shouldRefuseWhatLacksAnEventOfThePrefix() {
    // when
    check(OF_JOB_1.found("0-7", STARTED));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @Test
  void shouldRefuseAFieldThatLacksInTheReply() {
    // when
    check(
        OF_JOB_1.found(
            "0-4", STARTED.replace(",\"UtcStartTime\":\"2026-01-01T00:00:04.000Z\"", "")));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  /** A broken record stands at 0-5: folding it would change nothing, so the fields are right. */
  @Test
  void shouldRefuseARevisionThatNamesNoEvent() {
    // when
    check(OF_JOB_1.found("0-5", STARTED));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @Test
  void shouldRefuseARevisionThatNamesAnotherAccountsEvent() {
    // when
    check(SampleRead.at(5_000).of("job-2/100000000000001").found("0-2", OURS));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @Test
  void shouldRefuseAJobWhoseCreationTheRevisionHasNotMet() {
    // when
    check(OF_JOB_4.found("0-13", MOVED));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @Test
  void shouldRefuseAReplyWithoutARevision() {
    // when
    check(OF_JOB_1.ended(Outcome.FOUND, 200));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @Test
  void shouldRefuseAReplyThatCannotBeRead() {
    // when
    check(OF_JOB_1.ended(Outcome.GARBLED, 200));

    // then
    assertThat(verdict.violations(Invariant.I2)).isOne();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FOUND", "GARBLED"})
  void shouldNotCompareWhatHasNoFields(Outcome outcome) {
    // when
    check(OF_JOB_1.ended(outcome, 0));

    // then
    assertThat(verdict.holds()).isTrue();
  }

  private void check(Read read) {
    new ReplyCheck(Recording.written().run(), verdict).check(read);
  }
}
