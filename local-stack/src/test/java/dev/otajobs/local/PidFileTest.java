package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  private static final ProcessHandle SELF = ProcessHandle.current();

  @TempDir Path dir;

  @Test
  void shouldFindTheProcessThatWasWritten() {
    // given
    PidFile file = PidFile.of(dir, "self");

    // when
    file.write(SELF);

    // then
    assertThat(file.process()).contains(SELF);
  }

  @Test
  void shouldNotFindAnotherProcessUnderAReusedId() throws Exception {
    // given
    Instant earlier = SELF.info().startInstant().orElseThrow().minus(Duration.ofMinutes(1));

    // when
    Path path = Files.writeString(dir.resolve("reused.pid"), SELF.pid() + " " + earlier);

    // then
    assertThat(new PidFile(path).process()).isEmpty();
  }

  @Test
  void shouldNotFindAProcessThatHasEnded() throws Exception {
    // given
    Process process = new ProcessBuilder("/bin/sh", "-c", "read line").start();
    PidFile file = PidFile.of(dir, "ended");
    file.write(process.toHandle());

    // when
    process.getOutputStream().close();
    process.waitFor();

    // then
    assertThat(file.process()).isEmpty();
  }

  @Test
  void shouldTakeAMissingOrGarbledFileForNoProcess() throws Exception {
    // given
    Path garbled = Files.writeString(dir.resolve("garbled.pid"), "12 yesterday");
    Path empty = Files.writeString(dir.resolve("empty.pid"), "");

    // then
    assertThat(new PidFile(dir.resolve("missing.pid")).process()).isEmpty();
    assertThat(new PidFile(garbled).process()).isEmpty();
    assertThat(new PidFile(empty).process()).isEmpty();
  }
}
