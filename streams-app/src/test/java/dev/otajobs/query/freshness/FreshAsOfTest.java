package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshAsOfTest {

  private final FreshAsOf asOf = new FreshAsOf();

  @Test
  void shouldKnowNothingAtFirst() {
    assertThat(asOf.age(0)).isEmpty();
  }

  /** Nanoseconds may begin anywhere, and overflow. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5, Long.MAX_VALUE - 2, Long.MIN_VALUE})
  void shouldOnlyGrowFresher(long origin) {
    // given
    asOf.raise(origin);
    asOf.raise(origin + 7);
    asOf.raise(origin + 3);

    // then
    assertThat(asOf.age(origin + 10)).contains(Duration.ofNanos(3));
    assertThat(asOf.age(origin + 6)).as("never from the future").contains(Duration.ZERO);
  }
}
