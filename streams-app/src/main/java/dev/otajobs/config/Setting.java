package dev.otajobs.config;

import java.util.List;
import java.util.Locale;

/**
 * What {@code config describe} and docs/operations.md say of one key, and where the service takes
 * its default and its bounds from.
 */
public sealed interface Setting {

  /** The key in the settings file. */
  String key();

  /** What a value is: {@code text}, {@code number}, {@code true or false} and the like. */
  String type();

  /**
   * The default as a person writes it; {@code mandatory} or {@code none} if there is no default.
   */
  String fallback();

  /** Which values are accepted; empty if all of the type are. */
  String bounds();

  /** What it is for, in one paragraph of Markdown. */
  String meaning();

  /** A text, a path, an address or one of several words. */
  record Text(String key, String type, String fallback, String bounds, String meaning)
      implements Setting {}

  /** A whole number. */
  record Number(String key, String fallback, long value, long min, long max, String meaning)
      implements Setting {

    @Override
    public String type() {
      return key.endsWith(".bytes") ? "bytes" : "number";
    }

    @Override
    public String bounds() {
      return key.endsWith(".bytes")
          ? Setting.bytes(min) + " to " + Setting.bytes(max)
          : min + " to " + max;
    }
  }

  /** True or false. */
  record Flag(String key, boolean value, String meaning) implements Setting {

    @Override
    public String type() {
      return "true or false";
    }

    @Override
    public String fallback() {
      return Boolean.toString(value);
    }

    @Override
    public String bounds() {
      return "";
    }
  }

  /** A value that the service cannot start without. */
  static Text mandatory(String key, String type, String meaning) {
    return new Text(key, type, "mandatory", "", meaning);
  }

  /** A value that may be missing. */
  static Text optional(String key, String type, String bounds, String meaning) {
    return new Text(key, type, "none", bounds, meaning);
  }

  /** A text that has a default. */
  static Text text(String key, String fallback, String bounds, String meaning) {
    return new Text(key, "text", fallback, bounds, meaning);
  }

  /** One of these words, the first by default. */
  static Text choice(String key, List<?> words, String meaning) {
    return new Text(
        key,
        "choice",
        words.get(0).toString(),
        String.join(" or ", words.stream().map(word -> "`" + word + "`").toList()),
        meaning);
  }

  /** A number with a default. */
  static Number number(String key, long value, long min, long max, String meaning) {
    return new Number(key, Long.toString(value), value, min, max, meaning);
  }

  /** A number whose default depends on something, which the text tells. */
  static Number derived(String key, String fallback, long min, long max, String meaning) {
    return new Number(key, fallback, min, min, max, meaning);
  }

  /** As {@code 192 MiB}. */
  private static String bytes(long value) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long rest = value;
    while (rest >= 1024 && rest % 1024 == 0 && unit < units.length - 1) {
      rest /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%d %s", rest, units[unit]);
  }
}
