package dev.otajobs.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the service listens, and what it bears.
 *
 * @param host an address of this machine; 0.0.0.0 for all
 * @param port 0 to 65535; 0 takes a free one
 * @param tls empty listens in clear
 * @param maxConcurrent calls that may be in flight; 1 to 100000
 * @param maxConnections connections that may be open; 1 to 1000000
 * @param requestTimeout within which a request must have come as a whole; 0.1 to 60 seconds
 */
public record HttpConfig(
    String host,
    int port,
    Optional<TlsConfig> tls,
    int maxConcurrent,
    int maxConnections,
    Duration requestTimeout) {

  static HttpConfig read(Settings settings) {
    return new HttpConfig(
        settings.text("http.host", "127.0.0.1"),
        settings.integer("http.port", 8080, 0, 65_535),
        TlsConfig.read(settings, "http.tls."),
        settings.integer("http.max.concurrent", 1024, 1, 100_000),
        settings.integer("http.max.connections", 10_000, 1, 1_000_000),
        Duration.ofMillis(settings.number("http.request.timeout.ms", 10_000, 100, 60_000)));
  }
}
