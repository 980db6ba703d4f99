package dev.otajobs.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The formats that a call takes, by its {@code Accept} header (RFC 9110, 12.5.1): of the ranges
 * that name a format the most exact one decides its quality, and of two equal formats JSON is
 * chosen. Parameters other than {@code q} are passed over, ranges that cannot be read too.
 */
public final class Accept {

  private static final List<String> JSON = List.of("application/json");

  /** Both names of XML mean the same: RFC 7303, 9.2. */
  private static final List<String> XML = List.of("application/xml", "text/xml");

  private static final Pattern QUALITY = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  private record Range(String type, double quality) {}

  private final List<Range> ranges;

  private Accept(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Which format is preferred; empty if neither is taken. Without a header, JSON. */
  public static Optional<Format> preferred(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.of(Format.JSON);
    }
    Accept accept = new Accept(ranges(header));
    double json = accept.quality(JSON);
    double xml = accept.quality(XML);
    if (json == 0 && xml == 0) {
      return Optional.empty();
    }
    return Optional.of(xml > json ? Format.XML : Format.JSON);
  }

  private double quality(List<String> names) {
    return names.stream().mapToDouble(this::quality).max().orElse(0);
  }

  private double quality(String name) {
    String family = name.substring(0, name.indexOf('/')) + "/*";
    for (String range : List.of(name, family, "*/*")) {
      Optional<Range> given = ranges.stream().filter(r -> r.type().equals(range)).findFirst();
      if (given.isPresent()) {
        return given.get().quality();
      }
    }
    return 0;
  }

  private static List<Range> ranges(String header) {
    List<Range> ranges = new ArrayList<>();
    for (String range : header.split(",", -1)) {
      String[] parts = range.split(";", -1);
      String quality =
          Arrays.stream(parts, 1, parts.length)
              .map(part -> part.strip().toLowerCase(Locale.ROOT))
              .filter(part -> part.startsWith("q="))
              .findFirst()
              .map(part -> part.substring(2))
              .orElse("1");
      if (QUALITY.matcher(quality).matches()) {
        String type = parts[0].strip().toLowerCase(Locale.ROOT);
        ranges.add(new Range(type, new BigDecimal(quality).doubleValue()));
      }
    }
    return ranges;
  }
}
