package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path dir;

  @Test
  void shouldQuoteOnlyTheLogOfTheRunThatFailed() {
    // given
    ChildProcess.run(dir, "child", sh("echo before"), SOON);

    // then
    assertThatThrownBy(() -> ChildProcess.run(dir, "child", sh("echo reason; exit 3"), SOON))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("The child process ended with exit code 3")
        .hasMessageContaining("reason")
        .hasMessageNotContaining("before");
  }

  @Test
  void shouldGiveUpOnAProcessThatNeverServes() {
    // given
    try (ChildProcess child = ChildProcess.start(dir, "child", sh("exec sleep 60"))) {

      // then
      assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(100)))
          .hasMessageContaining("did not answer within 0 s");
    }
  }

  @Test
  void shouldLeaveNothingAfterClose() {
    // given
    ChildProcess child = ChildProcess.start(dir, "child", sh("exec sleep 60"));
    assertThat(PidFile.of(dir, "child").process()).isPresent();

    // when
    child.close();

    // then
    assertThat(child.isAlive()).isFalse();
    assertThat(PidFile.of(dir, "child").exists()).isFalse();
  }

  @Test
  void shouldNotHearTheTerminalsInterrupt() {
    // when
    ChildProcess.run(dir, "child", sh("kill -INT $$; echo still here"), SOON);

    // then
    assertThat(dir.resolve("log/child.log")).hasContent("still here");
  }

  private static List<String> sh(String script) {
    return List.of("/bin/sh", "-c", script);
  }
}
