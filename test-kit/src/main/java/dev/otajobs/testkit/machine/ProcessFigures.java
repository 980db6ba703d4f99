package dev.otajobs.testkit.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has at a moment, from Linux' {@code /proc}; zeros where there is none.
 *
 * @param residentMebibytes RSS, in whole MiB
 * @param files that it has open, sockets among them
 */
public record ProcessFigures(long residentMebibytes, long files, long threads) {

  /**
   * The figures of a process of this user.
   *
   * @throws UncheckedIOException if there is {@code /proc}, but not this process
   */
  public static ProcessFigures of(long pid) {
    Path proc = Path.of("/proc", Long.toString(pid));
    if (!Files.exists(Path.of("/proc/self/status"))) {
      return new ProcessFigures(0, 0, 0);
    }
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      return new ProcessFigures(
          status(proc, "VmRSS:") / 1024, files.count(), status(proc, "Threads:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long status(Path proc, String name) throws IOException {
    try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).replace("kB", "").strip())
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    }
  }
}
