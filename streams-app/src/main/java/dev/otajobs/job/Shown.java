package dev.otajobs.job;

import java.util.regex.Pattern;

/** Texts of strangers, as a person may see them: on a terminal, in a log, on a page. */
public final class Shown {

  /**
   * Control characters of both blocks (C0, C1), line and paragraph separators, and characters that
   * change the direction of the text after them: a terminal acts on them, or a reader sees another
   * text than there is. Line feeds, too: one could begin a line of its own.
   */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]");

  private Shown() {}

  /** The text with each such character as {@code \\uXXXX}. */
  public static String of(String text) {
    return UNSAFE
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
