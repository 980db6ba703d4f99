package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

  @TempDir private Path stateDir;

  private final AtomicInteger cleaned = new AtomicInteger();
  private StateDirectory directory;

  @BeforeEach
  void open() {
    directory = new StateDirectory(stateDir, "ota-jobs");
  }

  @Test
  void shouldTakeAnEmptyDirectoryIntoUse() {
    // when
    directory.prepare(cleaned::incrementAndGet);

    // then
    assertThat(directory.isCurrent()).isTrue();
    assertThat(cleaned).hasValue(0);
  }

  @Test
  void shouldRemoveStoresOfAnEarlierRelease() throws IOException {
    // given
    Files.createDirectories(stateDir.resolve("ota-jobs/0_7/rocksdb/ota-jobs"));

    // when
    directory.prepare(cleaned::incrementAndGet);

    // then
    assertThat(cleaned).hasValue(1);
    assertThat(directory.isCurrent()).isTrue();
  }

  @Test
  void shouldRemoveStoresOfALaterRelease() throws IOException {
    // given
    Files.createDirectories(stateDir.resolve("ota-jobs/0_7"));
    Files.writeString(stateDir.resolve("ota-jobs.format"), "3\n");

    // when
    directory.prepare(cleaned::incrementAndGet);

    // then
    assertThat(cleaned).hasValue(1);
  }

  @Test
  void shouldKeepStoresOfThisFormat() throws IOException {
    // given
    directory.prepare(cleaned::incrementAndGet);
    Files.createDirectories(stateDir.resolve("ota-jobs/0_7"));

    // when
    directory.prepare(cleaned::incrementAndGet);

    // then
    assertThat(cleaned).hasValue(0);
  }

  @Test
  void shouldSayWhichFileCannotBeRead() throws IOException {
    // given
    Files.createDirectory(stateDir.resolve("ota-jobs.format"));

    // then
    assertThatThrownBy(directory::isCurrent)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("state.dir: cannot read")
        .hasMessageContaining("ota-jobs.format");
  }
}
