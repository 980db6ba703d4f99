package dev.otajobs.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/** When a call must have been signed: at most 15 minutes ago or ahead, both ends included. */
final class TimeWindow {

  static final Duration SKEW = Duration.ofMinutes(15);

  private static final int LENGTH = "2026-11-22T19:15:24Z".length();
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeWindow() {}

  /**
   * Checks the time of a call.
   *
   * @param timestamp {@code YYYY-MM-DDThh:mm:ssZ}, and nothing else
   * @throws Refusal InvalidTimeStamp.Format or InvalidTimeStamp.Expired
   */
  static void check(String timestamp, Instant now) {
    if (Duration.between(parse(timestamp), now).abs().compareTo(SKEW) > 0) {
      throw Refusal.of(AuthError.TIMESTAMP_EXPIRED);
    }
  }

  private static Instant parse(String timestamp) {
    if (timestamp.length() != LENGTH) {
      throw Refusal.of(AuthError.TIMESTAMP_FORMAT);
    }
    try {
      return LocalDateTime.parse(timestamp, FORMAT).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw Refusal.of(AuthError.TIMESTAMP_FORMAT);
    }
  }
}
