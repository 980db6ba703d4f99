package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AckCheckTest {

  @Test
  void shouldFindEveryAcknowledgedRecordInTheTopic() {
    // when
    Verdict verdict = check(Recording.written());

    // then
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.counted("acks")).isEqualTo(15);
  }

  @Test
  void shouldRefuseAnAcknowledgedEventThatTheBrokersLost() {
    // when
    Verdict verdict = check(Recording.written("ack\t14000000000\t0-14"));

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldRefuseAnAcknowledgedBrokenRecordThatTheBrokersLost() {
    // when
    Verdict verdict = check(Recording.written("poison\t14000000000\t1-3\ttruncated"));

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldAllowForARecordThatWasNeverAcknowledged() {
    // when
    Verdict verdict =
        check(
            Recording.written(
                "event\t0-14\tjob-1/100000000000001\t2026-01-01T00:00:14Z\trenamed\tthird"));

    // then
    assertThat(verdict.holds()).isTrue();
  }

  private static Verdict check(Recording recording) {
    Verdict verdict = new Verdict();
    new AckCheck(recording.run(), verdict).check();
    return verdict;
  }
}
