package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.query.freshness.MovedHistory.Known;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MovedHistoryTest {

  private final MovedHistory history = new MovedHistory();

  @Test
  void shouldKnowWhatWasKnownBeforeATime() {
    // when
    history.add(known(10));
    history.add(known(20));

    // then
    assertThat(history.before(9)).isEmpty();
    assertThat(history.before(10)).contains(known(10));
    assertThat(history.before(19)).contains(known(10));
    assertThat(history.before(20)).contains(known(20));
    assertThat(history.before(1_000)).contains(known(20));
  }

  @Test
  void shouldForgetTheOldest() {
    // when
    for (int time = 0; time < 600; time++) {
      history.add(known(time));
    }

    // then
    assertThat(history.before(87)).isEmpty();
    assertThat(history.before(88)).contains(known(88));
    assertThat(history.before(599)).contains(known(599));
  }

  private static Known known(long time) {
    return new Known(time, 0, OptionalLong.of(time - 1), OptionalLong.empty());
  }
}
