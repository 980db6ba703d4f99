package dev.otajobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Addresses that an instance may connect to: {@code host:port}, in which {@code *} stands for any
 * characters but colons. Where a peer says that it listens comes from the group's metadata, which
 * whoever may join the group can write.
 *
 * @param text as configured
 */
public record PeerPattern(String text) {

  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9._*:\\[\\]-]+:[0-9*]+");

  public PeerPattern {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "has '" + text + "', expected host:port, in which * stands for anything but a colon");
    }
  }

  /** Reads several, joined by commas. */
  static List<PeerPattern> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(PeerPattern::new).toList();
  }

  /** Whether this address is one of them. */
  public boolean matches(HostPort address) {
    String regex =
        Arrays.stream(text.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^:]*"));
    return Pattern.matches(regex, address.toString());
  }
}
