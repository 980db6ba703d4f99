package dev.otajobs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DiskWatchTest {

  @TempDir private Path directory;

  @Test
  void shouldSayWhatIsMissing() {
    assertThat(DiskWatch.shortage(directory, Long.MAX_VALUE))
        .hasValueSatisfying(
            shortage ->
                assertThat(shortage)
                    .startsWith("No space left: the disk of state.dir=" + directory + " has ")
                    .endsWith("less than store.min.free.bytes=" + Long.MAX_VALUE));
  }

  @Test
  void shouldBeContentWithEnough() {
    assertThat(DiskWatch.shortage(directory, 0)).isEmpty();
    assertThat(DiskWatch.shortage(directory, 1)).isEmpty();
  }

  @Test
  void shouldEndTheInstanceWhenThereIsTooLittle() throws Exception {
    // given
    CountDownLatch ended = new CountDownLatch(1);

    // when
    try (DiskWatch watch = new DiskWatch(directory, Long.MAX_VALUE, why -> ended.countDown())) {
      watch.begin();

      // then
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldLeaveTheInstanceAloneWhileThereIsEnough() throws Exception {
    // given
    CountDownLatch ended = new CountDownLatch(1);

    // when
    try (DiskWatch watch = new DiskWatch(directory, 1, why -> ended.countDown())) {
      watch.begin();

      // then
      assertThat(ended.await(1200, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
