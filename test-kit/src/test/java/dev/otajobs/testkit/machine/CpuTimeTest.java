package dev.otajobs.testkit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

  private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
  private static final long SELF = ProcessHandle.current().pid();

  @BeforeEach
  void needsProc() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no /proc here");
  }

  @Test
  void shouldCountWhatAThreadTakes() {
    // given
    CpuTime before = now(SELF);
    long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();

    // when
    burn(Duration.ofMillis(300));

    // then
    CpuTime taken = now(SELF).since(before);
    long all = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() - cpu;
    assertThat(taken.work()).isGreaterThan(250_000_000);
    // Steps of 10 ms, of a few threads.
    assertThat(taken.work() + taken.collector() + taken.compilers())
        .isLessThanOrEqualTo(all + 50_000_000);
  }

  @Test
  void shouldCountTheChildrenThatHaveEnded() throws Exception {
    // given
    Process shell = new ProcessBuilder("sh", "-c", "sh -c '%s'; read end".formatted(BUSY)).start();
    try {
      // when
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!hasEndedItsChild(shell.pid()) && System.nanoTime() < end) {
        Thread.sleep(20);
      }

      // then
      assertThat(shell.descendants()).isEmpty();
      assertThat(now(shell.pid()).work()).isGreaterThanOrEqualTo(50_000_000);
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly().waitFor();
    }
  }

  /** Its child was there, has ended, and has been waited for. */
  private static boolean hasEndedItsChild(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[13]) + Long.parseLong(fields[14]) > 0;
  }

  @Test
  void shouldBeNothingForAProcessThatIsNotThere() throws Exception {
    // given
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    // when / then
    assertThat(now(ended.pid())).isEqualTo(new CpuTime(0, 0, 0));
  }

  private static CpuTime now(long pid) {
    return CpuTime.of(List.of(pid)).orElseThrow();
  }

  private static void burn(Duration cpu) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + cpu.toNanos();
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
