package dev.otajobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.events.OtaJobEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sample events that the project ships. */
public final class Samples {

  private static final Path DIRECTORY = Path.of("..", "schemas", "samples");

  private Samples() {}

  /** The events of one file, in its order. */
  public static List<OtaJobEvent> events(String file) {
    return lines(file).stream().map(Samples::event).toList();
  }

  static List<String> lines(String file) {
    try {
      return Files.readAllLines(DIRECTORY.resolve(file)).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OtaJobEvent event(String json) {
    try {
      return new EventJson().read(new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
