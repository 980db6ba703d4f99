package dev.otajobs.api;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * RequestIds: upper-case UUIDs. They identify, they do not protect, so they need no secure source.
 */
public final class RequestIds {

  private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

  private RequestIds() {}

  /** A new one, 36 characters. */
  public static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return UPPER_CASE.toHexDigits(high >>> 32, 8)
        + '-'
        + UPPER_CASE.toHexDigits(high >>> 16, 4)
        + '-'
        + UPPER_CASE.toHexDigits(high, 4)
        + '-'
        + UPPER_CASE.toHexDigits(low >>> 48, 4)
        + '-'
        + UPPER_CASE.toHexDigits(low, 12);
  }
}
