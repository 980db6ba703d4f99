package dev.otajobs.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
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
 * @param allKafkaMetrics whether all of Kafka's metrics are shown, or few
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
    Duration requestTimeout,
    boolean allKafkaMetrics) {

  /** The values of {@code metrics.kafka}. */
  private enum KafkaMetrics {
    few,
    all
  }

  private static final Setting.Text HOST =
      new Setting.Text(
          "http.host", "127.0.0.1", "", "the address to listen on; `0.0.0.0` in a container");
  private static final Setting.Number PORT =
      new Setting.Number("http.port", 8080, 0, 65_535, "0 chooses a free port");
  private static final Setting.Number MAX_CONCURRENT =
      new Setting.Number(
          "http.max.concurrent",
          1024,
          1,
          100_000,
          "maximum of calls in flight; further calls get [503](#limits)");
  private static final Setting.Derived MAX_CONCURRENT_PER_ACCOUNT =
      new Setting.Derived(
          "http.max.concurrent.per.account",
          "half of `http.max.concurrent`",
          1,
          100_000,
          "the same for one account");
  private static final Setting.Number MAX_WATCHES =
      new Setting.Number(
          "http.max.watches",
          1_000,
          0,
          100_000,
          "[watches](contract.md#watch) of jobs at once; each has a connection of its own, which"
              + " counts for `http.max.connections` too. While jobs are watched, the instance reads"
              + " their partitions of the events and misplaced topics once more."
              + " [Lists](contract.md#watch-of-a-list) are bounded apart: 64, or fewer if this is"
              + " less, and 4 of an account; they read all partitions");
  private static final Setting.Flag CONSOLE =
      new Setting.Flag(
          "console.enabled", true, "whether `/console/` serves the [console](#the-console)");
  private static final Setting.Number MAX_CONNECTIONS =
      new Setting.Number(
          "http.max.connections",
          10_000,
          1,
          1_000_000,
          "maximum of open connections; further ones are closed at once");
  private static final Setting.Number REQUEST_TIMEOUT =
      new Setting.Number(
          "http.request.timeout.ms",
          10_000,
          100,
          60_000,
          "maximum time for a whole request to arrive");
  private static final Setting.Optional OPS =
      new Setting.Optional(
          "ops.listen",
          "host:port",
          "none",
          "",
          "serve `/live`, `/ready`, `/status` and `/metrics` there, in clear, and no longer beside"
              + " the calls");

  private static final Setting.Choice<KafkaMetrics> KAFKA_METRICS =
      new Setting.Choice<>(
          "metrics.kafka",
          KafkaMetrics.few,
          "which of Kafka's metrics `/metrics` has: those that the alerts and the dashboard read and"
              + " a few more, or all of them");

  /** What can be set. */
  static final List<Setting> SETTINGS =
      List.of(
          HOST,
          PORT,
          new Setting.Optional(
              "http.tls.certificate.file",
              "path",
              "none",
              "with `http.tls.key.file`",
              "the server's [TLS](#tls) certificate; without it HTTP is in clear"),
          new Setting.Optional(
              "http.tls.key.file",
              "path",
              "none",
              "with `http.tls.certificate.file`",
              "its private key"),
          MAX_CONCURRENT,
          MAX_CONCURRENT_PER_ACCOUNT,
          MAX_WATCHES,
          CONSOLE,
          MAX_CONNECTIONS,
          REQUEST_TIMEOUT,
          OPS,
          KAFKA_METRICS);

  /** Whether only this machine can connect; false for a host that is not known. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static HttpConfig read(Settings settings) {
    int maxConcurrent = settings.integer(MAX_CONCURRENT);
    return new HttpConfig(
        settings.text(HOST),
        settings.integer(PORT),
        TlsConfig.read(settings, "http.tls."),
        maxConcurrent,
        settings.integer(MAX_CONCURRENT_PER_ACCOUNT, Math.max(1, maxConcurrent / 2)),
        settings.integer(MAX_CONNECTIONS),
        settings.address(OPS.key()),
        settings.integer(MAX_WATCHES),
        settings.flag(CONSOLE),
        Duration.ofMillis(settings.number(REQUEST_TIMEOUT)),
        settings.choice(KAFKA_METRICS) == KafkaMetrics.all);
  }
}
