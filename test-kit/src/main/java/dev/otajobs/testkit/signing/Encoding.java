package dev.otajobs.testkit.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** Percent-encoding as RFC 3986 has it: all but letters, digits and {@code -_.~} is encoded. */
final class Encoding {

  private Encoding() {}

  /** The text, encoded in UTF-8. */
  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The parameters in their order, encoded, as a query or a form has them. */
  static String joined(List<Parameter> parameters) {
    return parameters.stream().map(Encoding::pair).collect(Collectors.joining("&"));
  }

  static String pair(Parameter parameter) {
    return encode(parameter.name()) + "=" + encode(parameter.value());
  }
}
