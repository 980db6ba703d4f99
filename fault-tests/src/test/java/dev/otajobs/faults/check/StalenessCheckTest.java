package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Job 1 was renamed at 0-3, acknowledged at 3 s; job 4 was renamed in another one's partition at 13
 * s.
 */
class StalenessCheckTest {

  private static final String KILL = "window\t0\t60000000000\tkill -9";
  private static final String COLD = "cold\t0\t60000000000\tcold";
  private static final String MISPLACED = "job-4/100000000000001";

  private static final String RENAMED_IN_ITS_OWN =
      "event\t1-3\tjob-4/100000000000001\t2026-01-01T00:00:13Z\trenamed\tagain";

  private static final String LAGGED = "owner's replies that lagged in a crash window";
  private static final String WAITED =
      "lacked an event that waited in a partition without an owner";

  @Test
  void shouldAcceptAnOwnersReplyThatLacksAnEventForAMoment() {
    // when
    Verdict verdict = check(SampleRead.at(4_999).found("0-0"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldRefuseAnOldReplyWithoutItsMark() {
    // when
    Verdict verdict = check(SampleRead.at(5_001).found("0-0"));

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldCountAnOwnersLagInACrashWindow() {
    // when
    Verdict verdict = check(SampleRead.at(9_000).found("0-0"), KILL);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted(LAGGED)).isOne();
    assertThat(verdict.counted("owner's greatest lag in a crash window, ms")).isEqualTo(6_000);
  }

  @Test
  void shouldCountAnOwnersLagOfAColdJvm() {
    // when
    Verdict verdict = check(SampleRead.at(9_000).found("0-0"), COLD);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted(LAGGED)).isOne();
  }

  @Test
  void shouldAcceptAStandbysReplyThatIsAsOldAsItSays() {
    // when
    Verdict verdict = check(SampleRead.at(9_000).stale(Duration.ofMillis(4_000)).found("0-0"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("standby replies")).isOne();
    assertThat(verdict.counted("standby reply's greatest staleness, ms")).isEqualTo(4_000);
  }

  @Test
  void shouldRefuseAStandbysReplyThatIsOlderThanItSaysEvenInACrashWindow() {
    // when
    Verdict verdict =
        check(SampleRead.at(9_000).stale(Duration.ofMillis(3_999)).found("0-0"), KILL);

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldAcceptTheStalenessThatWasAskedFor() {
    // when
    Verdict verdict =
        check(
            SampleRead.at(3_900)
                .within(Duration.ofSeconds(1))
                .stale(Duration.ofSeconds(1))
                .found("0-0"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void shouldRefuseMoreThanTheStalenessThatWasAskedForEvenInACrashWindow() {
    // when
    Verdict verdict =
        check(
            SampleRead.at(3_900)
                .within(Duration.ofSeconds(1))
                .stale(Duration.ofMillis(1_001))
                .found("0-0"),
            KILL);

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldRefuseMoreThanTheServicesOwnBound() {
    // when
    Verdict verdict = check(SampleRead.at(36_000).stale(Duration.ofMillis(33_000)).found("0-0"));

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldCountAnAgeAboveTheServicesOwnBoundOfACopyThatIsFresher() {
    // when
    Verdict verdict = check(SampleRead.at(14_000).stale(Duration.ofMillis(30_001)).found("0-3"));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("told an age above the service's own bound for misplaced events"))
        .isOne();
  }

  @Test
  void shouldRefuseAnAgeAboveTheServicesOwnBoundIfNoEventIsMisplaced() {
    // when
    Verdict verdict = check(SampleRead.at(3_900).stale(Duration.ofMillis(30_001)).found("0-0"));

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldCountMoreThanTheServicesOwnBoundInAnOutage() {
    // when
    Verdict verdict =
        check(SampleRead.at(36_000).stale(Duration.ofMillis(33_000)).found("0-0"), KILL);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("older than the service's own bound in an outage")).isOne();
  }

  @Test
  void shouldCountWhatLacksAMisplacedEventInACrashWindow() {
    // when
    Verdict verdict = check(SampleRead.at(17_000).of(MISPLACED).found("1-0"), KILL);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted(WAITED)).isOne();
  }

  @Test
  void shouldRefuseWhatLacksAMisplacedEventWithoutAFault() {
    // when
    Verdict verdict = check(SampleRead.at(17_000).of(MISPLACED).found("1-0"));

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldRefuseAStandbysLieAboutItsOwnPartitionThoughAMisplacedEventIsMissingToo() {
    // given
    Read read = SampleRead.at(17_000).of(MISPLACED).stale(Duration.ofSeconds(1)).found("1-0");

    // when
    Verdict verdict = check(read, KILL, RENAMED_IN_ITS_OWN, "ack\t13000000000\t1-3");

    // then
    assertThat(verdict.violations(Invariant.I6)).isOne();
  }

  @Test
  void shouldNotJudgeTheAgeOfWhatIsNoReply() {
    // when
    Verdict verdict = check(SampleRead.at(9_000).ended(Outcome.UNAVAILABLE, 503));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  private static Verdict check(Read read, String... windows) {
    Verdict verdict = new Verdict();
    new StalenessCheck(Recording.written(windows).run(), verdict).check(read);
    return verdict;
  }
}
