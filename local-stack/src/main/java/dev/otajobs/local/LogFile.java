package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A log that grows over the restarts of its process.
 *
 * @param start the size, in bytes, that it had when the present process started
 */
record LogFile(Path path, long start) {
  private static final int TAIL_LINES = 30;

  static LogFile open(Path dir, String name) {
    Path path = dir.resolve("log").resolve(name + ".log");
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      return new LogFile(path, Files.exists(path) ? Files.size(path) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The last lines, blank ones left out, that the present process wrote, under a line that says
   * where they are from.
   */
  String tail() {
    List<String> lines = written().stream().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "It wrote nothing to %s.".formatted(path);
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return "The end of %s:\n  %s".formatted(path, String.join("\n  ", last));
  }

  /** The whole lines that the present process wrote. */
  List<String> written() {
    try {
      byte[] all = Files.readAllBytes(path);
      int from = (int) Math.min(start, all.length);
      String text = new String(all, from, all.length - from, StandardCharsets.UTF_8);
      List<String> lines = Arrays.asList(text.split("\n", -1));
      return lines.subList(0, lines.size() - 1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
