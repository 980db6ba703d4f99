package dev.otajobs.job;

/** The times that events and packages can have, in milliseconds since 1970-01-01T00:00:00Z. */
public final class Times {

  /** The end of the year 9999: the last time that the reply's format can show. */
  public static final long MAX = 253_402_300_799_999L;

  private Times() {}

  /** Whether the time is from 1 to {@link #MAX}. */
  public static boolean isTime(long epochMillis) {
    return epochMillis >= 1 && epochMillis <= MAX;
  }
}
