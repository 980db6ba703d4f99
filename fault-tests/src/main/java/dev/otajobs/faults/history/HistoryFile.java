package dev.otajobs.faults.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A history as tab-separated lines, for people who look into a failed run. */
public final class HistoryFile {

  private HistoryFile() {}

  public static void write(History history, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (var ack : history.acks().entrySet()) {
        out.write(
            "ack\t%d\t%d-%d%n"
                .formatted(ack.getValue(), ack.getKey().partition(), ack.getKey().offset()));
      }
      for (Window window : history.windows()) {
        out.write("window\t%d\t%d\t%s%n".formatted(window.from(), window.to(), window.why()));
      }
      for (Read read : history.reads()) {
        out.write(
            "read\t%d\t%d\t%d\t%s\t%s%n"
                .formatted(read.startedAt(), read.endedAt(), read.session(), read, read.body()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
