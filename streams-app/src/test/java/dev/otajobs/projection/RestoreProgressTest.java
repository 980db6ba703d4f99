package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.projection.RestoreProgress.Restoring;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {

  private static final String STORE = "ota-jobs";

  private final RestoreProgress progress = new RestoreProgress();

  @Test
  void shouldCountWhatIsRestored() {
    // when
    progress.onRestoreStart(partition(1), STORE, 10, 110);
    progress.onRestoreStart(partition(0), STORE, 0, 50);
    progress.onBatchRestored(partition(1), STORE, 30, 20);
    progress.onBatchRestored(partition(1), STORE, 40, 10);

    // then
    assertThat(progress.restoring())
        .containsEntry(0, new Restoring(0, 50))
        .containsEntry(1, new Restoring(30, 100))
        .hasSize(2);
    assertThat(progress.remaining()).isEqualTo(120);
  }

  @Test
  void shouldForgetWhatHasEndedOrWasGivenUp() {
    // given
    progress.onRestoreStart(partition(0), STORE, 0, 50);
    progress.onRestoreStart(partition(1), STORE, 0, 50);

    // when
    progress.onRestoreEnd(partition(0), STORE, 50);
    progress.onRestoreSuspended(partition(1), STORE, 3);
    progress.onBatchRestored(partition(1), STORE, 4, 1);

    // then
    assertThat(progress.restoring()).isEmpty();
    assertThat(progress.remaining()).isZero();
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("changelog", number);
  }
}
