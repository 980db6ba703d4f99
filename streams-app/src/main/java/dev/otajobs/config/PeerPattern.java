package dev.otajobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of addresses that an instance may connect to: {@code host:port} with {@code *} for any
 * characters but dots and colons. In a pattern without letters {@code *} matches digits only, so
 * that {@code 10.0.0.*} does not match {@code 10.0.0.example}. The pattern is needed because the
 * peers' addresses come from the group's metadata, which every member of the group can write.
 *
 * @param text as configured
 */
public record PeerPattern(String text) {

  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9._*:\\[\\]-]+:[0-9*]+");

  public PeerPattern {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "has '"
              + text
              + "', expected host:port, in which * stands for anything but dots and colons");
    }
  }

  /** Reads several, joined by commas. */
  static List<PeerPattern> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(PeerPattern::new).toList();
  }

  /** Whether this address is one of them. */
  public boolean matches(HostPort address) {
    String any = text.chars().anyMatch(Character::isLetter) ? "[^:.]*" : "[0-9]*";
    String regex =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(any));
    return Pattern.matches(regex, address.toString());
  }
}
