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
  private final Map<String, String> given;

  Settings(Map<String, String> values) {
    this(values, values);
  }

  /**
   * Settings of which some came from elsewhere.
   *
   * @param given the same as they were written: what came from elsewhere is in no problem's text
   */
  Settings(Map<String, String> values, Map<String, String> given) {
    this.values = new TreeMap<>(values);
    this.given = Map.copyOf(given);
  }

  Optional<String> optional(String key) {
    read.add(key);
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  String text(Setting.Text setting) {
    return optional(setting.key()).orElse(setting.value());
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

  int integer(Setting.Number setting) {
    return Math.toIntExact(number(setting));
  }

  int integer(Setting.Derived setting, int fallback) {
    return Math.toIntExact(number(setting, fallback));
  }

  long number(Setting.Number setting) {
    return bounded(setting, setting.value());
  }

  long number(Setting.Derived setting, long fallback) {
    return bounded(setting, fallback);
  }

  private long bounded(Setting.Bounded setting, long fallback) {
    return parsed(
        setting.key(),
        fallback,
        text -> {
          long value = Long.parseLong(text);
          if (value < setting.min() || value > setting.max()) {
            throw new IllegalArgumentException();
          }
          return value;
        },
        "a whole number from " + setting.min() + " to " + setting.max());
  }

  boolean flag(Setting.Flag setting) {
    return parsed(
        setting.key(),
        setting.value(),
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

  <E extends Enum<E>> E choice(Setting.Choice<E> setting) {
    return parsed(
        setting.key(),
        setting.value(),
        text -> Enum.valueOf(setting.value().getDeclaringClass(), text),
        "one of " + setting.values());
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

  /** The keys that have been asked for, whether they are set or not. */
  Set<String> keys() {
    return Set.copyOf(read);
  }

  void problem(String key, String text) {
    String value = values.getOrDefault(key, "");
    String written = given.getOrDefault(key, value);
    boolean isElsewhere = !written.equals(value) && !value.isBlank();
    problems.add(key + " " + (isElsewhere ? text.replace(value.strip(), written) : text));
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
