package dev.otajobs.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of child JVMs, run by the same Java as this one. */
public final class Jvm {
  private Jvm() {}

  /**
   * @param arguments JVM options, the main class or {@code -jar}, and its arguments
   */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flagsFor(Runtime.version().feature()));
    // Libraries are unpacked there; the usual directory may forbid to run them.
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** From 24 on Java warns about what kafka-clients, rocksdbjni and zstd-jni do unless told so. */
  static List<String> flagsFor(int feature) {
    return feature < 24
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }
}
