package dev.otajobs.codec;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Times as the reply writes them: {@code 2019-12-28T02:43:10.000Z}, always three decimals. Written
 * by hand, since every reply and every view has three or four of them.
 */
public final class UtcTime {

  private static final long DAY_MILLIS = 86_400_000;

  private UtcTime() {}

  /** The text of this time, in milliseconds since 1970-01-01T00:00:00Z, up to the year 9999. */
  public static String format(long epochMillis) {
    return new String(ascii(epochMillis), StandardCharsets.ISO_8859_1);
  }

  /** The same, as it is encoded. */
  static byte[] ascii(long epochMillis) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
    int millis = Math.toIntExact(Math.floorMod(epochMillis, DAY_MILLIS));
    byte[] text = new byte[24];
    digits(text, 0, 4, date.getYear());
    text[4] = '-';
    digits(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, date.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, millis / 3_600_000);
    text[13] = ':';
    digits(text, 14, 2, millis / 60_000 % 60);
    text[16] = ':';
    digits(text, 17, 2, millis / 1_000 % 60);
    text[19] = '.';
    digits(text, 20, 3, millis % 1_000);
    text[23] = 'Z';
    return text;
  }

  private static void digits(byte[] text, int from, int count, int value) {
    int rest = value;
    for (int at = from + count - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
