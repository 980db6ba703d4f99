package dev.otajobs.benchmarks.load.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process has in memory. */
public final class ResidentMemory {

  private static final double KIBI_PER_MEBI = 1024;

  private ResidentMemory() {}

  /** Its RSS in MiB, as Linux says; 0 elsewhere. */
  public static double mebibytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(0)
          / KIBI_PER_MEBI;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
