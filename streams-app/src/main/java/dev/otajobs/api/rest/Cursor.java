package dev.otajobs.api.rest;

import dev.otajobs.query.index.IndexQuery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a list has ended, as a text that a caller hands back: {@code time jobId} in
 * Base64. It names a place in the order of the list and grants nothing, so it is not signed; it
 * holds on any instance, and for as long as the list is asked for.
 */
final class Cursor {

  private static final Pattern PLACE = Pattern.compile("([0-9]{1,15}) (.{1,256})", Pattern.DOTALL);

  private Cursor() {}

  static String text(IndexQuery.After last) {
    String place = last.utcCreate() + " " + last.jobId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /** The place of a cursor; empty if the text is none. */
  static Optional<IndexQuery.After> parse(String text) {
    try {
      Matcher place =
          PLACE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      return place.matches()
          ? Optional.of(new IndexQuery.After(Long.parseLong(place.group(1)), place.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
