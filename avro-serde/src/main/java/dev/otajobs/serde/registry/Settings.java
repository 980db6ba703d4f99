package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Typed views of the map that Kafka hands to {@code configure}, for one thread. As with Confluent's
 * classes a name may be prefixed with {@code schema.registry.}, and the prefixed one wins. Names
 * that nobody asks for are ignored: the map holds all of the client's settings. Problems are
 * collected, so that {@link #check} reports all of them at once; no message holds a value that may
 * be secret.
 */
public final class Settings {

  static final String PREFIX = "schema.registry.";

  private final Map<String, ?> values;
  private final List<String> problems = new ArrayList<>();

  /** Reads from {@code values}: text, or the typed values that Kafka has parsed already. */
  public Settings(Map<String, ?> values) {
    this.values = values;
  }

  /** The value as text; empty when the name is absent or its value blank. */
  public Optional<String> text(String name) {
    Object value = values.get(PREFIX + name);
    if (value == null) {
      value = values.get(name);
    }
    return Optional.ofNullable(value).map(Settings::plain).filter(text -> !text.isBlank());
  }

  /** {@code true} or {@code false}, in any case. */
  public boolean flag(String name, boolean otherwise) {
    String text = text(name).orElse(String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      problem(name, "must be true or false");
    }
    return text.equals("true");
  }

  int integer(String name, int otherwise, int min, int max) {
    try {
      int value = text(name).map(Integer::parseInt).orElse(otherwise);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same report as a number out of bounds.
    }
    problem(name, "must be a whole number from " + min + " to " + max);
    return otherwise;
  }

  Duration millis(String name, int otherwise, int min, int max) {
    return Duration.ofMillis(integer(name, otherwise, min, max));
  }

  List<String> list(String name) {
    return Arrays.stream(text(name).orElse("").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  Map<String, Object> prefixed() {
    Map<String, Object> found = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && value != null) {
            found.put(name.substring(PREFIX.length()), value);
          }
        });
    return found;
  }

  /** Notes that {@code name}'s value is no good. */
  public void problem(String name, String what) {
    problems.add(name + " " + what);
  }

  /** Throws a {@link ConfigException} that names every problem, if there is one. */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigException(String.join("; ", problems));
    }
  }

  private static String plain(Object value) {
    if (value instanceof Password password) {
      return password.value();
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    if (value instanceof Collection<?> parts) {
      return parts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value.toString().strip();
  }
}
