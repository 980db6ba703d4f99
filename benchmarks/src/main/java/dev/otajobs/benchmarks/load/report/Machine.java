package dev.otajobs.benchmarks.load.report;

import dev.otajobs.benchmarks.load.rig.Programs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where and on what a run was made. */
public final class Machine {

  private static final List<String> LIBRARIES =
      List.of("kafka-streams", "kafka-clients", "rocksdbjni", "vertx-core", "avro");

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

  /** Of the minute before; what else ran then. */
  public static String loadAverage() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Of the libraries that the service is packaged with, and of wrk. */
  public static String versions() {
    try (Stream<Path> jars = Files.list(Programs.serviceJar().resolveSibling("lib"))) {
      String libraries =
          jars.map(jar -> jar.getFileName().toString().replace(".jar", ""))
              .filter(jar -> LIBRARIES.stream().anyMatch(lib -> jar.matches(lib + "-[0-9].*")))
              .sorted()
              .collect(Collectors.joining(", "));
      String wrk = output("wrk", "-v").lines().findFirst().orElse("");
      return wrk.isEmpty()
          ? libraries
          : libraries + ", " + wrk.replaceAll(" \\[.*| Copyright.*", "");
    } catch (IOException e) {
      return "unknown";
    }
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

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
