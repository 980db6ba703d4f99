package dev.otajobs.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads one JSON value, with nothing after it and without a field that comes twice. */
final class StrictJson {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private StrictJson() {}

  /**
   * The value.
   *
   * @throws IllegalArgumentException with the column and what is wrong there
   */
  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(problem(e), e);
    }
  }

  /** Jackson knows no place for what is too deep or too long. */
  private static String problem(JsonProcessingException failure) {
    JsonLocation place = failure.getLocation();
    return "%sis not JSON, or more than one value: %s"
        .formatted(
            place == null ? "" : "column " + place.getColumnNr() + " ",
            withoutPlace(String.valueOf(failure.getOriginalMessage())));
  }

  /** Jackson adds where in its own input something began. */
  private static String withoutPlace(String message) {
    int start = message.indexOf(" (start marker at ");
    int end = start >= 0 ? start : message.indexOf(" (for ");
    return end >= 0 ? message.substring(0, end) : message;
  }
}
