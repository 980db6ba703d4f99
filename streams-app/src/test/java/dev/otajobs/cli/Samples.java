package dev.otajobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** The lines of one file as JSON. */
  static Stream<JsonNode> objects(String file) {
    return lines(file).stream().map(Samples::json);
  }

  public static OtaJobEvent event(String json) {
    return new EventJson().read(json(json));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
