package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SourceProgressTest {

  private static final TopicPartition EVENTS = new TopicPartition("events", 1);

  private final List<Integer> ended = new ArrayList<>();
  private final SourceProgress progress = new SourceProgress(ended::add);

  @Test
  void shouldOwnWhatIsBegunUntilItEnds() {
    // given
    assertThat(progress.owned(1)).isEmpty();

    // when
    progress.begun(1);

    // then
    assertThat(progress.owned(1)).hasValue(1);
    assertThat(progress.owned(0)).isEmpty();
    progress.ended(1);
    assertThat(progress.owned(1)).isEmpty();
    assertThat(ended).containsExactly(1);
    progress.begun(1);
    assertThat(progress.owned(1)).hasValue(2);
  }

  @Test
  void shouldForgetWhatItHadProcessedWithItsStore() {
    // given
    progress.begun(1);
    progress.processed("events", 1, 41);
    assertThat(progress.nextOffset(EVENTS)).isEqualTo(42);

    // when
    progress.ended(1);
    progress.begun(1);

    // then
    assertThat(progress.nextOffset(EVENTS)).isZero();
  }

  @Test
  void shouldAskForThePositionOfAnOwnedPartitionOnce() {
    // given
    assertThat(progress.needsPosition(EVENTS)).isFalse();

    // when
    progress.begun(1);

    // then
    assertThat(progress.needsPosition(EVENTS)).isTrue();
    progress.polled(EVENTS, 5);
    assertThat(progress.needsPosition(EVENTS)).isFalse();
    assertThat(progress.nextOffset(EVENTS)).isEqualTo(5);
  }
}
