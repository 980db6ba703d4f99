package dev.otajobs.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the service listens, and what it bears.
 *
 * @param host an address of this machine; 0.0.0.0 for all
 * @param port 0 to 65535; 0 takes a free one
 * @param tls empty listens in clear
 * @param maxConcurrent calls that may be in flight; 1 to 100000
 * @param maxConcurrentPerAccount of one account; 1 to 100000
 * @param maxConnections connections that may be open; 1 to 1000000
 * @param ops where probes, metrics and the status are served, and nothing else; empty serves them
 *     where calls are served
 * @param maxWatches watches of jobs at once; 0 to 100000
 * @param console whether the page for people is served
 * @param requestTimeout within which a request must have come as a whole; 0.1 to 60 seconds
 */
public record HttpConfig(
    String host,
    int port,
    Optional<TlsConfig> tls,
    int maxConcurrent,
    int maxConcurrentPerAccount,
    int maxConnections,
    Optional<HostPort> ops,
    int maxWatches,
    boolean console,
    Duration requestTimeout) {

  /** Whether only this machine can connect; false for a host that is not known. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static HttpConfig read(Settings settings) {
    int maxConcurrent = settings.integer("http.max.concurrent", 1024, 1, 100_000);
    return new HttpConfig(
        settings.text("http.host", "127.0.0.1"),
        settings.integer("http.port", 8080, 0, 65_535),
        TlsConfig.read(settings, "http.tls."),
        maxConcurrent,
        settings.integer(
            "http.max.concurrent.per.account", Math.max(1, maxConcurrent / 2), 1, 100_000),
        settings.integer("http.max.connections", 10_000, 1, 1_000_000),
        settings.address("ops.listen"),
        settings.integer("http.max.watches", 1_000, 0, 100_000),
        settings.flag("console.enabled", true),
        Duration.ofMillis(settings.number("http.request.timeout.ms", 10_000, 100, 60_000)));
  }
}
