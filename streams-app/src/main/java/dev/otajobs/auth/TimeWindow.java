package dev.otajobs.auth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The time at which a call must be signed: at most 15 minutes ago or ahead, both included. */
final class TimeWindow {

  static final Duration SKEW = Duration.ofMinutes(15);

  /** {@code YYYY-MM-DDThh:mm:ssZ}. A pattern would allow years of more than four digits. */
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd'T'HH:mm:ss'Z'")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

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
    try {
      return FORMAT.parse(timestamp, Instant::from);
    } catch (DateTimeException e) {
      throw Refusal.of(AuthError.TIMESTAMP_FORMAT);
    }
  }
}
