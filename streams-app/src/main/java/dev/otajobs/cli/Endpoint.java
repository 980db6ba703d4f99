package dev.otajobs.cli;

import dev.otajobs.config.HttpConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the instance with some settings is called from its own machine. */
final class Endpoint {

  private Endpoint() {}

  static URI of(HttpConfig http) {
    String host = http.host().equals("0.0.0.0") ? "127.0.0.1" : http.host();
    return URI.create(
        (http.tls().isPresent() ? "https" : "http") + "://" + host + ":" + http.port());
  }

  /** A text as a part of a path. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
