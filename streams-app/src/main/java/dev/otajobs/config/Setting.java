package dev.otajobs.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one key is for: for {@code config describe} and docs/operations.md. The service takes the
 * default and the bounds of numbers, choices and flags from here, and the default of texts; the
 * bounds of texts are words for people, and the reader of the text checks them.
 */
public sealed interface Setting {

  /** The key in the settings file. */
  String key();

  /** What a value is: {@code text}, {@code number}, {@code true or false} and the like. */
  String type();

  /** The default as a person reads it: a value in backticks, or words. */
  String fallback();

  /** Which values are accepted; empty if all of the type are. */
  String bounds();

  /** What it is for, in one paragraph of Markdown. */
  String meaning();

  /** A value that the service cannot start without. */
  record Mandatory(String key, String type, String meaning) implements Setting {

    @Override
    public String fallback() {
      return "mandatory";
    }

    @Override
    public String bounds() {
      return "";
    }
  }

  /**
   * A value that may be missing.
   *
   * @param fallback what then holds, in words
   */
  record Optional(String key, String type, String fallback, String bounds, String meaning)
      implements Setting {}

  /** A text that has a default. */
  record Text(String key, String value, String bounds, String meaning) implements Setting {

    @Override
    public String type() {
      return "text";
    }

    @Override
    public String fallback() {
      return "`" + value + "`";
    }
  }

  /** One of the constants of an enumeration. */
  record Choice<E extends Enum<E>>(String key, E value, String meaning) implements Setting {

    List<E> values() {
      return List.of(value.getDeclaringClass().getEnumConstants());
    }

    @Override
    public String type() {
      return "choice";
    }

    @Override
    public String fallback() {
      return "`" + value + "`";
    }

    @Override
    public String bounds() {
      return values().stream().map(each -> "`" + each + "`").collect(Collectors.joining(" or "));
    }
  }

  /** A whole number with bounds. */
  sealed interface Bounded extends Setting {

    long min();

    long max();

    @Override
    default String type() {
      return isBytes() ? "bytes" : "number";
    }

    @Override
    default String bounds() {
      return isBytes() ? bytes(min()) + " to " + bytes(max()) : min() + " to " + max();
    }

    private boolean isBytes() {
      return key().endsWith(".bytes");
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

  /** A number with a default. */
  record Number(String key, long value, long min, long max, String meaning) implements Bounded {

    @Override
    public String fallback() {
      return Long.toString(value);
    }
  }

  /**
   * A number whose default depends on something.
   *
   * @param fallback on what, in words
   */
  record Derived(String key, String fallback, long min, long max, String meaning)
      implements Bounded {}

  /** True or false. */
  record Flag(String key, boolean value, String meaning) implements Setting {

    @Override
    public String type() {
      return "true or false";
    }

    @Override
    public String fallback() {
      return "`" + value + "`";
    }

    @Override
    public String bounds() {
      return "";
    }
  }
}
