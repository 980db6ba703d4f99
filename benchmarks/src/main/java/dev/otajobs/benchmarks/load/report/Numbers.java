package dev.otajobs.benchmarks.load.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures with no more digits than they are worth. */
public final class Numbers {

  private Numbers() {}

  /** Three digits at least, groups of thousands. */
  public static String of(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Several in one cell. */
  public static String list(Stream<String> values) {
    return values.collect(Collectors.joining(" / "));
  }
}
