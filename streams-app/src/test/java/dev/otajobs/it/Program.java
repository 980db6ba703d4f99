package dev.otajobs.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of others, run to their end. */
final class Program {

  private static final long MINUTES = 3;

  private Program() {}

  /**
   * A program that has ended.
   *
   * @param code its exit code; -1 if it had to be ended
   */
  record Ended(int code, String output, String errors) {}

  static Ended run(Path dir, String... command) throws IOException, InterruptedException {
    return run(dir, Map.of(), List.of(command));
  }

  static Ended run(Path dir, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(dir, "output-", ".txt");
    Path errors = Files.createTempFile(dir, "errors-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended;
    try {
      ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        ended ? process.exitValue() : -1,
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }

  static boolean isOnPath(String program) {
    return Stream.ofNullable(System.getenv("PATH"))
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }
}
