package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a broker and a registry: nothing but their data. */
class LocalProcessesIT {
  @TempDir Path dir;

  @Test
  void shouldLeaveNoProcessAfterClose() {
    // given
    LocalBroker broker = LocalBroker.start(dir);
    LocalRegistry registry = LocalRegistry.start(dir);

    // when
    broker.close();
    registry.close();

    // then
    assertThat(running(broker.pid())).isEmpty();
    assertThat(running(registry.pid())).isEmpty();
    assertThat(dir.resolve("run")).isEmptyDirectory();
    assertThat(Ports.accepts(broker.port())).isFalse();
    assertThat(Ports.accepts(registry.port())).isFalse();
  }

  private static Optional<ProcessHandle> running(long pid) {
    return ProcessHandle.of(pid).filter(Processes::isRunning);
  }
}
