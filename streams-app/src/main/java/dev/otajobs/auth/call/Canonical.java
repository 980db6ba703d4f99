package dev.otajobs.auth.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The canonical form of parameters, which client and service sign. On the wire clients write the
 * same parameters differently ({@code *} or {@code %2A}, {@code +} or {@code %20}), so parameters
 * are decoded and encoded again. Rule: Alibaba Cloud, "Request signature".
 */
public final class Canonical {

  private static final byte[] HEX_DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] UNRESERVED = new boolean[Byte.MAX_VALUE + 1];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
        .chars()
        .forEach(character -> UNRESERVED[character] = true);
  }

  private Canonical() {}

  /** {@code name=value&…}, encoded and sorted by name; empty if there are no parameters. */
  public static String query(Collection<Parameter> parameters) {
    List<Parameter> sorted = new ArrayList<>(parameters);
    sorted.sort(Parameter.ORDER);
    StringBuilder query = new StringBuilder(256);
    for (Parameter parameter : sorted) {
      query.append(query.isEmpty() ? "" : "&");
      query.append(encode(parameter.name())).append('=').append(encode(parameter.value()));
    }
    return query.toString();
  }

  /**
   * Percent-encodes every byte of the text's UTF-8 except {@code A-Z a-z 0-9 - _ . ~}, with hex
   * digits in capitals.
   */
  public static String encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] encoded = new byte[3 * bytes.length];
    int length = 0;
    for (byte b : bytes) {
      if (b >= 0 && UNRESERVED[b]) {
        encoded[length++] = b;
      } else {
        encoded[length++] = '%';
        encoded[length++] = HEX_DIGITS[(b >> 4) & 0xF];
        encoded[length++] = HEX_DIGITS[b & 0xF];
      }
    }
    return length == bytes.length
        ? text
        : new String(encoded, 0, length, StandardCharsets.US_ASCII);
  }
}
