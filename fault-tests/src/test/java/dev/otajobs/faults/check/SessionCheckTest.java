package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCheckTest {

  private final Recording recording = Recording.written();
  private final Verdict verdict = new Verdict();

  @Test
  void shouldAcceptReadsThatStayOrGoForward() {
    // when
    check(
        SampleRead.at(1_500).found("0-0"),
        SampleRead.at(3_500).found("0-3"),
        SampleRead.at(3_600).found("0-3"),
        SampleRead.at(4_500).withOwn("0-3").found("0-4"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("reads with a token")).isOne();
  }

  @Test
  void shouldRefuseToGoBackWithoutAFault() {
    // when
    check(SampleRead.at(3_500).found("0-3"), SampleRead.at(4_500).found("0-0"));

    // then
    assertThat(verdict.violations(Invariant.I3)).isOne();
  }

  @Test
  void shouldRefuseToGoBackInOneOfTwoPartitions() {
    // given
    SampleRead read = SampleRead.at(17_000).of("job-4/100000000000001");

    // when
    check(read.found("0-13.1-0"), SampleRead.at(18_000).of("job-4/100000000000001").found("1-0"));

    // then
    assertThat(verdict.violations(Invariant.I3)).isOne();
  }

  @Test
  void shouldGoByTheStartOfReadsNotByTheirOrderInTheHistory() {
    // when
    check(SampleRead.at(3_500).found("0-3"), SampleRead.at(1_500).found("0-0"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldCompareWithTheNewestThatWasReadNotWithTheLast() {
    // given
    Read old = SampleRead.at(5_000).stale(Duration.ofSeconds(4)).found("0-0");

    // when
    check(SampleRead.at(4_500).found("0-4"), old, SampleRead.at(5_500).found("0-3"));

    // then
    assertThat(verdict.violations(Invariant.I3)).isOne();
  }

  @Test
  void shouldKeepSessionsAndJobsApart() {
    // when
    check(
        SampleRead.at(3_500).found("0-3"),
        SampleRead.at(4_500).in(2).found("0-0"),
        SampleRead.at(4_600).of("job-2/100000000000001").found("0-1"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldCountGoingBackThatIsMarkedStale() {
    // when
    check(
        SampleRead.at(3_500).found("0-3"),
        SampleRead.at(4_500).stale(Duration.ofSeconds(2)).found("0-0"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("went back, marked stale")).isOne();
  }

  @Test
  void shouldCountGoingBackInACrashWindow() {
    // given
    recording.history().window(new Window(4_000_000_000L, 4_501_000_000L, "kill -9"));

    // when
    check(SampleRead.at(3_500).found("0-3"), SampleRead.at(4_500).found("0-0"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("went back in a crash window")).isOne();
  }

  @Test
  void shouldRefuseLessThanTheSessionsOwnTokenEvenInACrashWindow() {
    // given
    recording.history().window(new Window(0, 9_000_000_000L, "kill -9"));

    // when
    check(SampleRead.at(4_500).withOwn("0-3").found("0-0"));

    // then
    assertThat(verdict.violations(Invariant.I3)).isOne();
  }

  @Test
  void shouldRefuseLessThanAGivenPositionEvenIfMarkedStale() {
    // when
    check(SampleRead.at(4_500).withGiven("0-3").stale(Duration.ofSeconds(2)).found("0-0"));

    // then
    assertThat(verdict.violations(Invariant.I4)).isOne();
  }

  @Test
  void shouldRefuseAReplyToATokenWithoutARevision() {
    // when
    check(SampleRead.at(4_500).withGiven("0-3").ended(Outcome.FOUND, 200));

    // then
    assertThat(verdict.violations(Invariant.I4)).isOne();
  }

  @Test
  void shouldRefuseANotFoundAtThePositionOfTheCreation() {
    // when
    check(SampleRead.at(1_100).withGiven("0-0").ended(Outcome.ABSENT, 404));

    // then
    assertThat(verdict.violations(Invariant.I4)).isOne();
  }

  @Test
  void shouldRefuseANotFoundWithTheSessionsOwnToken() {
    // when
    check(SampleRead.at(1_100).withOwn("0-0").ended(Outcome.ABSENT, 404));

    // then
    assertThat(verdict.violations(Invariant.I3)).isOne();
  }

  @Test
  void shouldAcceptANotFoundAtAPositionBeforeTheCreation() {
    // when
    check(
        SampleRead.at(9_100)
            .of("job-3/100000000000002")
            .withGiven("0-8")
            .ended(Outcome.ABSENT, 404));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldAcceptNotYet() {
    // when
    check(SampleRead.at(8_100).withGiven("0-8").ended(Outcome.NOT_YET, 412));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldHoldAReadWithATokenAgainstTheTokenAlone() {
    // when
    check(SampleRead.at(4_500).found("0-4"), SampleRead.at(4_600).withGiven("0-3").found("0-3"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldAcceptANotFoundAtThePositionOfAnEventWithoutACreation() {
    // given
    SampleRead read = SampleRead.at(2_100).of("job-6/100000000000001").withGiven("1-2");

    // when
    check(read.ended(Outcome.ABSENT, 404));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  private void check(Read... reads) {
    new SessionCheck(recording.run(), verdict).check(List.of(reads));
  }
}
