package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EndOffsetHistoryTest {

  @Test
  void shouldTellTheLatestProcessedTimeOnce() {
    // given
    EndOffsetHistory history = new EndOffsetHistory();
    history.add(1, 10);
    history.add(2, 10);
    history.add(3, 20);

    // then
    assertThat(history.reachedBy(9)).isEmpty();
    assertThat(history.reachedBy(10)).hasValue(2);
    assertThat(history.reachedBy(19)).isEmpty();
    assertThat(history.reachedBy(100)).hasValue(3);
    assertThat(history.reachedBy(100)).isEmpty();
  }

  @Test
  void shouldStayBoundedAndTakeMoreAfterwards() {
    // given
    EndOffsetHistory history = new EndOffsetHistory();
    for (int time = 0; time < 100_000; time++) {
      history.add(time, 1_000 + time);
    }

    // then
    assertThat(history.reachedBy(1_000_000)).hasValue(511);
    history.add(100_000, 5);
    assertThat(history.reachedBy(5)).hasValue(100_000);
  }

  @Property
  void shouldNeverTellATimeThatIsNotProcessed(
      @ForAll @Size(max = 700) List<@IntRange(min = 0, max = 5) Integer> written,
      @ForAll @IntRange(min = 0, max = 50) int lag) {
    // given
    EndOffsetHistory history = new EndOffsetHistory();
    List<Long> ends = new ArrayList<>();
    long end = 0;

    for (int time = 0; time < written.size(); time++) {
      // when
      end += written.get(time);
      ends.add(end);
      history.add(time, end);
      long position = Math.max(0, end - lag);
      OptionalLong reached = history.reachedBy(position);

      // then
      if (reached.isPresent()) {
        assertThat(ends.get((int) reached.getAsLong())).isLessThanOrEqualTo(position);
      }
    }
  }
}
