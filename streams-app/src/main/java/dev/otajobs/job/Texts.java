package dev.otajobs.job;

/**
 * Which texts may be stored: those that every reply format can carry. XML 1.0 has no control
 * characters but tab and line ends, no lone surrogates, and not U+FFFE and U+FFFF.
 */
public final class Texts {

  private Texts() {}

  /** Whether it has min to max characters (code points) and no control characters. */
  public static boolean isLine(String text, int min, int max) {
    return hasLength(text, min, max) && isPrintable(text, false);
  }

  /** As {@link #isLine}, tabs and line feeds allowed. */
  public static boolean isText(String text, int min, int max) {
    return hasLength(text, min, max) && isPrintable(text, true);
  }

  /** Whether it has min to max characters, all of them A-Z, a-z, 0-9 or one of the others. */
  public static boolean isWord(String text, String others, int min, int max) {
    if (text.length() < min || text.length() > max) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  // A loop, since every text of every event and of every query passes it.
  private static boolean isPrintable(String text, boolean several) {
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      boolean breaks = several && (codePoint == '\t' || codePoint == '\n');
      if (!breaks && !isPrintable(codePoint)) {
        return false;
      }
      at += Character.charCount(codePoint);
    }
    return true;
  }

  private static boolean hasLength(String text, int min, int max) {
    int length = text.codePointCount(0, text.length());
    return length >= min && length <= max;
  }

  private static boolean isPrintable(int codePoint) {
    return !Character.isISOControl(codePoint)
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
        && codePoint != 0xFFFE
        && codePoint != 0xFFFF;
  }
}
