package dev.otajobs.api.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query that asks for a list, each given once; those without a value count as
 * left out. Every method throws IllegalArgumentException with what is wrong, for the caller.
 */
record QueryParameters(Map<String, String> given) {

  static final int MAX_LIMIT = 100;

  private static final int MAX_PARAMETERS = 20;

  /** Reads a query that may have these parameters. */
  static QueryParameters read(@Nullable String query, Set<String> names) {
    Map<String, String> given = new HashMap<>();
    for (Map.Entry<String, List<String>> one :
        new QueryStringDecoder(
                query == null ? "" : query, StandardCharsets.UTF_8, false, MAX_PARAMETERS)
            .parameters()
            .entrySet()) {
      if (!names.contains(one.getKey())) {
        throw new IllegalArgumentException("a list has no such parameter");
      }
      if (one.getValue().size() > 1) {
        throw new IllegalArgumentException(one.getKey() + " is given more than once");
      }
      given.put(one.getKey(), one.getValue().get(0));
    }
    given.values().removeIf(String::isEmpty);
    return new QueryParameters(given);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** A time since 1970, in milliseconds. */
  long time(String name, long otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long millis = Instant.parse(text).toEpochMilli();
      if (millis >= 0) {
        return millis;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Refused below.
    }
    throw new IllegalArgumentException(name + " must be a time such as 2026-01-01T00:00:00Z");
  }

  /** The most items of a page. */
  int limit(int otherwise) {
    String text = given.get("limit");
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
    }
    return Integer.parseInt(text);
  }
}
