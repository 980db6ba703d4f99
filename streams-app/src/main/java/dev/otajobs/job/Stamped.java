package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value with the stamp of the event that wrote it. */
public record Stamped<T>(Stamp stamp, T value) {

  public Stamped {
    requireNonNull(stamp, "stamp");
    requireNonNull(value, "value");
  }

  /** The one that was written first; of two with one stamp, the one whose content sorts first. */
  static <T> @Nullable Stamped<T> earliest(
      @Nullable Stamped<T> a, @Nullable Stamped<T> b, Function<T, String> canonical) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return compare(a, b, canonical) <= 0 ? a : b;
  }

  /** The one that was written last; of two with one stamp, the one whose content sorts last. */
  static <T> Stamped<T> latest(Stamped<T> a, Stamped<T> b, Function<T, String> canonical) {
    return compare(a, b, canonical) >= 0 ? a : b;
  }

  private static <T> int compare(Stamped<T> a, Stamped<T> b, Function<T, String> canonical) {
    int byStamp = a.stamp.compareTo(b.stamp);
    return byStamp != 0 ? byStamp : canonical.apply(a.value).compareTo(canonical.apply(b.value));
  }
}
