package dev.otajobs.serde.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitBudgetTest {

  private final AtomicLong now = new AtomicLong();
  private final WaitBudget budget = new WaitBudget(Duration.ofSeconds(2), now::get);

  @Test
  void shouldAllowAShareOfTheTime() {
    // given
    long waited = 0;

    // when
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 30; i++) {
        if (budget.take(Duration.ofMillis(250))) {
          waited += 250;
        }
      }
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    // then
    assertThat(waited).isBetween(2_000 + 29_000L, 2_000 + 30_000L);
  }

  @Test
  void shouldAllowOneIdAllOfItsSteps() {
    assertThat(budget.take(Duration.ofMillis(250))).isTrue();
    assertThat(budget.take(Duration.ofMillis(500))).isTrue();
    assertThat(budget.take(Duration.ofMillis(1_250))).isTrue();
    assertThat(budget.take(Duration.ofMillis(1))).isFalse();
  }
}
