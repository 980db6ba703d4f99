package dev.otajobs.client;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What an answer must include: the place of an event, or the revision of an answer.
 *
 * @param text {@code partition-offset}, several joined by dots, as the header {@code Ota-At-Least}
 *     takes it
 */
public record Token(String text) {

  private static final Pattern FORM = Pattern.compile("\\d+-\\d+(\\.\\d+-\\d+)*");

  /**
   * @throws IllegalArgumentException if the text is no token
   */
  public Token {
    if (!FORM.matcher(requireNonNull(text, "text")).matches()) {
      throw new IllegalArgumentException("not a token: '" + text + "'");
    }
  }

  /** The place of an event, as the brokers have acknowledged it. */
  public static Token at(int partition, long offset) {
    return new Token(partition + "-" + offset);
  }

  /**
   * The revision that the header {@code ETag} of an answer names.
   *
   * @throws IllegalArgumentException if it names none
   */
  static Token ofEntityTag(String tag) {
    int quote = tag.indexOf('"');
    if (quote < 0 || !tag.endsWith("\"")) {
      throw new IllegalArgumentException("not an ETag: '" + tag + "'");
    }
    return new Token(tag.substring(quote + 1, Math.max(quote + 1, tag.length() - 1)));
  }
}
