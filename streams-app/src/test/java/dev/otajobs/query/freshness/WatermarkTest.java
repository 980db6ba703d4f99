package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkTest {

  private final Watermark watermark = new Watermark();

  @Test
  void shouldHaveNoAgeAtFirst() {
    assertThat(watermark.age(0)).isEmpty();
  }

  /** The origin of nanoTime is arbitrary, so times may overflow. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5, Long.MAX_VALUE - 2, Long.MIN_VALUE})
  void shouldOnlyMoveForward(long origin) {
    // given
    watermark.raise(origin);
    watermark.raise(origin + 7);
    watermark.raise(origin + 3);

    // then
    assertThat(watermark.age(origin + 10)).contains(Duration.ofNanos(3));
    assertThat(watermark.age(origin + 6)).as("never from the future").contains(Duration.ZERO);
  }
}
