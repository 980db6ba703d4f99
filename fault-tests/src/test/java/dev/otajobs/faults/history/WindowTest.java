package dev.otajobs.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.job.JobKey;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "50, 99, false",
    "50, 100, true",
    "120, 130, true",
    "50, 250, true",
    "200, 250, true",
    "201, 250, false"
  })
  void shouldTouchAReadThatOverlapsIt(long started, long ended, boolean touches) {
    // given
    Window window = new Window(100, 200, "kill -9");

    // when
    boolean touched = window.touches(read(started, ended));

    // then
    assertThat(touched).isEqualTo(touches);
  }

  private static Read read(long started, long ended) {
    return new Read(
        new JobKey("job-1", "100000000000001"),
        1,
        "instance-1",
        Read.Asked.PLAIN,
        started,
        ended,
        Outcome.ABSENT,
        404,
        Optional.empty(),
        Optional.empty(),
        "");
  }
}
