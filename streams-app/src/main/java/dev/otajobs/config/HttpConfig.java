package dev.otajobs.config;

/**
 * Where the service listens.
 *
 * @param host an address of this machine; 0.0.0.0 for all
 * @param port 0 to 65535; 0 takes a free one
 */
public record HttpConfig(String host, int port) {

  static HttpConfig read(Settings settings) {
    return new HttpConfig(
        settings.text("http.host", "127.0.0.1"), settings.integer("http.port", 8080, 0, 65_535));
  }
}
