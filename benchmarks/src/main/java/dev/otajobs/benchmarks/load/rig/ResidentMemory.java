package dev.otajobs.benchmarks.load.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes and directories take. */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** The process's RSS in bytes, as Linux says; 0 elsewhere. */
  public static long of(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of all files below the directory; files that go meanwhile count nothing. */
  public static long onDisk(Path dir) {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.map(Path::toFile).filter(file -> file.isFile()).mapToLong(f -> f.length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
