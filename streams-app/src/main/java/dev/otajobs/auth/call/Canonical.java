package dev.otajobs.auth.call;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The one way to write parameters that both sides of a signature agree on. Clients differ in how
 * they write them on the wire ({@code *} or {@code %2A}, {@code +} or {@code %20}), so parameters
 * are decoded and then encoded anew. Rule: Alibaba Cloud, "Request signature".
 */
public final class Canonical {

  private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-_.~";

  private Canonical() {}

  /** {@code name=value&…}, encoded and sorted by name; empty if there are no parameters. */
  public static String query(Collection<Parameter> parameters) {
    return parameters.stream()
        .sorted(Parameter.ORDER)
        .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
        .collect(Collectors.joining("&"));
  }

  /**
   * Percent-encodes every byte of the text's UTF-8 except {@code A-Z a-z 0-9 - _ . ~}, with hex
   * digits in capitals.
   */
  public static String encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder(bytes.length + bytes.length / 2);
    for (byte b : bytes) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%');
        encoded.append(UPPER_CASE.toHighHexDigit(b)).append(UPPER_CASE.toLowHexDigit(b));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || UNRESERVED.indexOf(b) >= 0;
  }
}
