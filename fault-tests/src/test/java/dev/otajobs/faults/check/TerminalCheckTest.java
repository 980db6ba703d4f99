package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalCheckTest {

  private static final String RUNNING = "{\"JobId\":\"job-1\",\"JobStatus\":\"IN_PROGRESS\"}";
  private static final String COMPLETED = "{\"JobId\":\"job-1\",\"JobStatus\":\"COMPLETED\"}";

  private final Verdict verdict = new Verdict();

  @Test
  void shouldAcceptAJobThatStaysFinished() {
    // when
    check(
        SampleRead.at(5_000).found("0-4", RUNNING),
        SampleRead.at(7_500).found("0-7", COMPLETED),
        SampleRead.at(8_500).found("0-8", COMPLETED));

    // then
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.counted("jobs read as finished")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "CANCELED"})
  void shouldRefuseAFinishedJobThatGoesOn(String status) {
    // when
    check(
        SampleRead.at(7_500).found("0-7", COMPLETED.replace("COMPLETED", status)),
        SampleRead.at(8_500).found("0-8", RUNNING));

    // then
    assertThat(verdict.violations(Invariant.I8)).isOne();
  }

  @Test
  void shouldRefuseTwoRepliesOfOneRevisionOfWhichOneIsFinished() {
    // when
    check(
        SampleRead.at(7_500).found("0-7", RUNNING),
        SampleRead.at(7_600).in(2).found("0-7", COMPLETED));

    // then
    assertThat(verdict.violations(Invariant.I8)).isOne();
  }

  @Test
  void shouldGoByTheFirstEndThatWasRead() {
    // when
    check(
        SampleRead.at(8_500).found("0-8", COMPLETED),
        SampleRead.at(8_600).in(2).found("0-6", COMPLETED),
        SampleRead.at(8_700).in(3).found("0-7", RUNNING));

    // then
    assertThat(verdict.violations(Invariant.I8)).isOne();
  }

  /** A stale reply is the matter of I3 and I6. */
  @Test
  void shouldAcceptAnOlderRevisionThatIsNotFinishedYet() {
    // when
    check(SampleRead.at(7_500).found("0-7", COMPLETED), SampleRead.at(8_500).found("0-6", RUNNING));

    // then
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void shouldKeepJobsApart() {
    // when
    check(
        SampleRead.at(7_500).found("0-7", COMPLETED),
        SampleRead.at(15_000)
            .of("job-2/100000000000001")
            .found("0-12", RUNNING.replace("job-1", "job-2")));

    // then
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void shouldNotTakeARefusalForAnUnfinishedJob() {
    // when
    check(
        SampleRead.at(7_500).found("0-7", COMPLETED),
        SampleRead.at(8_500).ended(Outcome.UNAVAILABLE, 503));

    // then
    assertThat(verdict.holds()).isTrue();
  }

  private void check(Read... reads) {
    new TerminalCheck(verdict).check(List.of(reads));
  }
}
