package dev.otajobs.auth.call;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A parameter of a query or of a form body, decoded: {@code +} and {@code %20} are a space.
 *
 * @param value empty if the parameter came without one
 */
public record Parameter(String name, String value) {

  /** By name, then by value, in the order of their UTF-8 bytes. */
  static final Comparator<Parameter> ORDER =
      Comparator.comparing(Parameter::name, Parameter::compareBytes)
          .thenComparing(Parameter::value, Parameter::compareBytes);

  public Parameter {
    requireNonNull(name);
    requireNonNull(value);
  }

  private static int compareBytes(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // In UTF-8, surrogates (U+10000 and up) come after U+E000..U+FFFF; in UTF-16 before.
        boolean oneIsSurrogate = Character.isSurrogate(a) != Character.isSurrogate(b);
        if (oneIsSurrogate && a >= Character.MIN_SURROGATE && b >= Character.MIN_SURROGATE) {
          return b - a;
        }
        return a - b;
      }
    }
    return left.length() - right.length();
  }
}
