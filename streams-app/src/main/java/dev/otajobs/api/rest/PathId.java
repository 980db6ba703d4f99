package dev.otajobs.api.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;

/** Reads the id at the end of a path. */
final class PathId {

  private PathId() {}

  /** Whether there is something between this prefix and this suffix of the path. */
  static boolean isBetween(String prefix, String suffix, String path) {
    return path.startsWith(prefix)
        && path.endsWith(suffix)
        && path.length() > prefix.length() + suffix.length();
  }

  /**
   * The id between them; empty if there is none in percent-encoded UTF-8. A slash in front of the
   * suffix that belongs to the id is percent-encoded.
   */
  static Optional<String> between(String prefix, String suffix, String path) {
    return after(prefix, path.substring(0, path.length() - suffix.length()));
  }

  /** The id after this prefix of the path; empty if there is none in percent-encoded UTF-8. */
  static Optional<String> after(String prefix, String path) {
    try {
      // A '+' in a path is a plus.
      String encoded = path.substring(prefix.length()).replace("+", "%2B");
      String id = QueryStringDecoder.decodeComponent(encoded);
      return Optional.of(id).filter(text -> !text.isEmpty() && text.indexOf('\uFFFD') < 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
