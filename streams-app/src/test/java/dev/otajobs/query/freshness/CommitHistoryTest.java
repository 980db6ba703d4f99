package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommitHistoryTest {

  private static final TopicPartition SOURCE = new TopicPartition("events", 0);

  private final CommitHistory history = new CommitHistory();

  @Test
  void shouldKnowTheLatestBeforeATime() {
    // given
    history.add(10, Map.of(SOURCE, 1L));
    history.add(20, Map.of(SOURCE, 2L));

    // then
    assertThat(history.before(9)).isEmpty();
    assertThat(history.before(10)).contains(Map.of(SOURCE, 1L));
    assertThat(history.before(19)).contains(Map.of(SOURCE, 1L));
    assertThat(history.before(20)).contains(Map.of(SOURCE, 2L));
    assertThat(history.before(1_000)).contains(Map.of(SOURCE, 2L));
  }

  @Test
  void shouldForgetTheOldest() {
    // when
    for (int time = 0; time < 100; time++) {
      history.add(time, Map.of(SOURCE, (long) time));
    }

    // then
    assertThat(history.before(35)).isEmpty();
    assertThat(history.before(36)).contains(Map.of(SOURCE, 36L));
  }
}
