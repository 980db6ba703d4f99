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

class MilestonesTest {

  @Test
  void shouldReachTheLatestThatIsNotAheadOnce() {
    // given
    Milestones milestones = new Milestones();
    milestones.add(1, 10);
    milestones.add(2, 10);
    milestones.add(3, 20);

    // then
    assertThat(milestones.reachedBy(9)).isEmpty();
    assertThat(milestones.reachedBy(10)).hasValue(2);
    assertThat(milestones.reachedBy(19)).isEmpty();
    assertThat(milestones.reachedBy(100)).hasValue(3);
    assertThat(milestones.reachedBy(100)).isEmpty();
  }

  @Test
  void shouldStayBoundedAndGoOnAfterwards() {
    // given
    Milestones milestones = new Milestones();
    for (int time = 0; time < 100_000; time++) {
      milestones.add(time, 1_000 + time);
    }

    // then
    assertThat(milestones.reachedBy(1_000_000)).hasValue(511);
    milestones.add(100_000, 5);
    assertThat(milestones.reachedBy(5)).hasValue(100_000);
  }

  @Property
  void shouldNeverSayMoreThanIsTrue(
      @ForAll @Size(max = 700) List<@IntRange(min = 0, max = 5) Integer> written,
      @ForAll @IntRange(min = 0, max = 50) int lag) {
    // given
    Milestones milestones = new Milestones();
    List<Long> ends = new ArrayList<>();
    long end = 0;

    for (int time = 0; time < written.size(); time++) {
      // when
      end += written.get(time);
      ends.add(end);
      milestones.add(time, end);
      long position = Math.max(0, end - lag);
      OptionalLong reached = milestones.reachedBy(position);

      // then
      if (reached.isPresent()) {
        assertThat(ends.get((int) reached.getAsLong())).isLessThanOrEqualTo(position);
      }
    }
  }
}
