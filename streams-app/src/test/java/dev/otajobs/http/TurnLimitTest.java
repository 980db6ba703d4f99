package dev.otajobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnLimitTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final TurnLimit limit = new TurnLimit(clock::get);
  private final List<Runnable> afterTurn = new ArrayList<>();

  @Test
  void shouldAdmitCallsWhileTurnsAreShort() {
    for (int turn = 0; turn < 1_000; turn++) {
      // when
      int admitted = turnOf(10, Duration.ofMillis(1));

      // then
      assertThat(admitted).isEqualTo(10);
    }
  }

  @Test
  void shouldAdmitAllCallsOfATurnThatAPauseMakesLong() {
    // when
    int admitted = turnOf(50, Duration.ofMillis(2));

    // then
    assertThat(admitted).isEqualTo(50);
  }

  @Test
  void shouldRefuseWhatComesAfterTheTargetOnceTurnsAreLong() {
    // given
    turnOf(100, Duration.ofMillis(1));
    turnOf(2, Duration.ofMillis(11));

    // when
    int admitted = turnOf(100, Duration.ofMillis(1));

    // then
    assertThat(admitted).isEqualTo(11);
  }

  @Test
  void shouldAdmitAllAgainAfterAShortTurn() {
    // given
    turnOf(200, Duration.ofMillis(1));
    assertThat(turnOf(100, Duration.ofMillis(1))).isEqualTo(11);

    // when
    turnOf(10, Duration.ofMillis(1));

    // then
    assertThat(turnOf(100, Duration.ofMillis(1))).isEqualTo(100);
  }

  @Test
  void shouldMeasureEachEventLoopByItself() {
    // given
    turnOf(200, Duration.ofMillis(1));

    // when
    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(() -> turnOf(100, Duration.ofMillis(1)));

    // then
    assertThat(other.join()).isEqualTo(100);
  }

  /** How many of the calls of one turn are admitted, each of which takes this long. */
  private int turnOf(int calls, Duration each) {
    int admitted = 0;
    for (int call = 0; call < calls; call++) {
      admitted += limit.admit(afterTurn::add) ? 1 : 0;
      clock.addAndGet(each.toNanos());
    }
    afterTurn.forEach(Runnable::run);
    afterTurn.clear();
    return admitted;
  }
}
