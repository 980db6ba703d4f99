package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerReachabilityTest {

  private static final long SECOND = 1_000_000_000;

  private long now = 1;
  private final BrokerReachability brokers = new BrokerReachability(() -> now);

  @Test
  void shouldBeReachableAtFirst() {
    assertThat(brokers.isOutage()).isFalse();
  }

  @Test
  void shouldStayReachableAfterOneFailure() {
    // given
    brokers.answered(now);

    // when
    now += SECOND;
    brokers.failed(now);

    // then
    assertThat(brokers.isOutage()).isFalse();
  }

  @Test
  void shouldBeAnOutageAfterSecondsOfFailures() {
    // given
    brokers.answered(now);

    // when
    for (int i = 0; i < 4; i++) {
      now += SECOND;
      brokers.failed(now);
    }

    // then
    assertThat(brokers.isOutage()).isTrue();
    brokers.answered(now);
    assertThat(brokers.isOutage()).isFalse();
  }

  @Test
  void shouldNotBeAnOutageAfterAPauseUntilARequestFails() {
    // given
    brokers.answered(now);
    long asked = now;

    // when: the process is paused while a request is in flight
    now += 60 * SECOND;
    brokers.failed(asked);

    // then
    assertThat(brokers.isOutage()).isFalse();
    brokers.failed(now);
    assertThat(brokers.isOutage()).isTrue();
  }
}
