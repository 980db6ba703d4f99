package dev.otajobs.cli;

import dev.otajobs.config.HttpConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the instance with some settings is called from its own machine. */
final class Endpoint {

  private Endpoint() {}

  static URI of(HttpConfig http) {
    String host =
        switch (http.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> http.host();
        };
    return URI.create(
        "%s://%s:%d"
            .formatted(
                http.tls().isPresent() ? "https" : "http",
                host.contains(":") ? "[" + host + "]" : host,
                http.port()));
  }

  /** A text as a part of a path. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
