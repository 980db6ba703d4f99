package dev.otajobs.api;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * RequestIds: upper-case UUIDs. They identify, they do not protect, so they need no secure source.
 */
public final class RequestIds {

  private RequestIds() {}

  /** A new one, 36 characters. */
  public static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString().toUpperCase(Locale.ROOT);
  }
}
