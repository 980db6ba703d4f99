package dev.otajobs.job;

/**
 * Which texts may be stored: those that every reply format can carry. XML 1.0 has no control
 * characters but tab and line ends, no lone surrogates, and not U+FFFE and U+FFFF.
 */
public final class Texts {

  private Texts() {}

  /** Whether it has min to max characters (code points) and no control characters. */
  public static boolean isLine(String text, int min, int max) {
    return hasLength(text, min, max) && text.codePoints().allMatch(c -> isPrintable(c));
  }

  /** As {@link #isLine}, tabs and line feeds allowed. */
  public static boolean isText(String text, int min, int max) {
    return hasLength(text, min, max)
        && text.codePoints().allMatch(c -> c == '\t' || c == '\n' || isPrintable(c));
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
