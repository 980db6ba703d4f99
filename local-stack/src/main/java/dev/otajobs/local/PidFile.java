package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a process for whoever has to find it later: its id and its start. The id alone is not
 * enough, since the system hands it out again.
 */
record PidFile(Path path) {
  // Linux derives a start from the boot time, which moves with the clock's corrections.
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(3);

  static PidFile of(Path dir, String name) {
    return new PidFile(dir.resolve("run").resolve(name + ".pid"));
  }

  void write(ProcessHandle process) {
    // A process that is already gone has no start; then no process will match.
    Instant startedAt = process.info().startInstant().orElse(Instant.EPOCH);
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, process.pid() + " " + startedAt + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that the file names, if it still runs. */
  Optional<ProcessHandle> process() {
    String[] words = content().strip().split(" ");
    if (words.length != 2) {
      return Optional.empty();
    }
    try {
      Instant startedAt = Instant.parse(words[1]);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(Processes::isRunning)
          .filter(process -> startedAround(process, startedAt));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean exists() {
    return Files.exists(path);
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String content() {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startedAround(ProcessHandle process, Instant startedAt) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_SLACK) <= 0)
        .orElse(false);
  }
}
