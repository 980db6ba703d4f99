package dev.otajobs.testkit.machine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** On what machine and from what sources a run was made. */
public final class Machine {

  private Machine() {}

  /** Processor, memory, system and Java. */
  public static String text() {
    return "%d × %s, %s RAM, %s %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            line(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch")),
            gibibytes(line(Path.of("/proc/meminfo"), "MemTotal", "unknown")),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.vm.name"),
            Runtime.version());
  }

  /** Cores, system and Java, in few words. */
  public static String brief() {
    return "%d cores, %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name").toLowerCase(Locale.ROOT),
            Runtime.version().feature());
  }

  /** The load average of the minute before, which says what else ran then. */
  public static String loadAverage() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The commit of the working tree, and whether it was changed since; "unknown" without git. */
  public static String commit() {
    String commit = output("git", "rev-parse", "--short", "HEAD").strip();
    if (commit.isEmpty()) {
      return "unknown";
    }
    return output("git", "status", "--porcelain", "-uno", "--", "*.java").isBlank()
        ? commit
        : commit + " with changes";
  }

  private static String gibibytes(String kibibytes) {
    String digits = kibibytes.replaceAll("[^0-9]", "");
    return digits.isEmpty()
        ? kibibytes
        : String.format(Locale.ROOT, "%.0f GiB", Double.parseDouble(digits) / (1 << 20));
  }

  private static String line(Path file, String name, String otherwise) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** What a command prints; empty if it is not installed. */
  public static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
