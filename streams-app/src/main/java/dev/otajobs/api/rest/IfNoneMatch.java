package dev.otajobs.api.rest;

import dev.otajobs.api.consistency.EntityTag;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller holds already, by its {@code If-None-Match} headers (RFC 9110, 13.1.2): {@code *}
 * or a list of tags, compared weakly. A list that cannot be read, or is longer than 4096
 * characters, holds nothing: the whole job is then sent, which is always right.
 */
record IfNoneMatch(String text) {

  private static final int MAX_LENGTH = 4096;

  // Possessive: a list of any length is read once, without a stack.
  private static final Pattern LIST =
      Pattern.compile(
          "(?:[ \\t,]*+(?:W/)?+\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\"[ \\t]*+(?:,|$))++[ \\t,]*+");

  private static final Pattern TAG = Pattern.compile("\"([^\"]*+)\"");

  /** A header that came several times is one list. */
  static IfNoneMatch of(List<String> headers) {
    return new IfNoneMatch(String.join(",", headers).strip());
  }

  boolean holds(EntityTag current) {
    if (text.equals("*")) {
      return true;
    }
    if (text.length() > MAX_LENGTH || !LIST.matcher(text).matches()) {
      return false;
    }
    Matcher tags = TAG.matcher(text);
    while (tags.find()) {
      if (tags.group(1).equals(current.opaque())) {
        return true;
      }
    }
    return false;
  }
}
