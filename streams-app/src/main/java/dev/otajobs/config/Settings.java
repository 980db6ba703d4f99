package dev.otajobs.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Raw settings while they are read: hands out typed values and collects every problem, so that all
 * of them can be reported together. A value that has a problem is read as its default.
 */
public final class Settings {

  private final TreeMap<String, String> values;
  private final Set<String> read = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  Settings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  Optional<String> optional(String key) {
    read.add(key);
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  String text(String key, String fallback) {
    return optional(key).orElse(fallback);
  }

  String required(String key, String meaning) {
    return optional(key)
        .orElseGet(
            () -> {
              problem(key, "is missing: " + meaning);
              return "";
            });
  }

  Optional<Path> path(String key) {
    try {
      return optional(key).map(Path::of);
    } catch (InvalidPathException e) {
      problem(key, "is no path: " + e.getReason());
      return Optional.empty();
    }
  }

  int integer(String key, int fallback, int min, int max) {
    return Math.toIntExact(number(key, fallback, min, max));
  }

  long number(String key, long fallback, long min, long max) {
    return parsed(
        key,
        fallback,
        text -> {
          long value = Long.parseLong(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException();
          }
          return value;
        },
        "a whole number from " + min + " to " + max);
  }

  /** False unless it is set. */
  boolean flag(String key) {
    return flag(key, false);
  }

  boolean flag(String key, boolean fallback) {
    return parsed(
        key,
        fallback,
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException();
          }
          return text.equals("true");
        },
        "true or false");
  }

  Optional<HostPort> address(String key) {
    return parsed(key, Optional.empty(), text -> Optional.of(HostPort.parse(text)), "host:port");
  }

  <E extends Enum<E>> E choice(String key, E fallback, Class<E> type) {
    return parsed(
        key,
        fallback,
        text -> Enum.valueOf(type, text),
        "one of " + List.of(type.getEnumConstants()));
  }

  private <T> T parsed(String key, T fallback, Function<String, T> parser, String expected) {
    Optional<String> text = optional(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return parser.apply(text.get());
    } catch (IllegalArgumentException e) {
      problem(key, "is '" + text.get() + "', expected " + expected);
      return fallback;
    }
  }

  /** All settings whose key begins with the prefix, without it. */
  Map<String, String> withPrefix(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values
        .tailMap(prefix)
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                read.add(key);
                found.put(key.substring(prefix.length()), value);
              }
            });
    return found;
  }

  void problem(String key, String text) {
    problems.add(key + " " + text);
  }

  /** Reports all problems and all keys that nobody has read. */
  void finish() {
    values.keySet().stream()
        .filter(key -> !read.contains(key))
        .forEach(key -> problem(key, "is not a setting of OTA Jobs: see docs/operations.md"));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
