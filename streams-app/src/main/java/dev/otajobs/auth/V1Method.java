package dev.otajobs.auth;

import java.util.Arrays;
import java.util.Optional;

/** The values of {@code SignatureMethod}, and what Java calls them. */
enum V1Method {
  HMAC_SHA1("HMAC-SHA1", "HmacSHA1"),
  HMAC_SHA256("HMAC-SHA256", "HmacSHA256");

  private final String parameter;
  private final String algorithm;

  V1Method(String parameter, String algorithm) {
    this.parameter = parameter;
    this.algorithm = algorithm;
  }

  static Optional<V1Method> of(String parameter) {
    return Arrays.stream(values()).filter(m -> m.parameter.equals(parameter)).findFirst();
  }

  String algorithm() {
    return algorithm;
  }
}
