package dev.otajobs.app;

import dev.otajobs.config.HostPort;
import dev.otajobs.config.HttpConfig;
import dev.otajobs.http.Endpoint;
import dev.otajobs.http.WatchedCertificate;
import java.time.Duration;
import java.util.Optional;

/** Where the service listens for callers and, if that is a port of its own, for operators. */
final class Endpoints {

  /** The name of the callers' listener in metrics. */
  static final String CALLS = "http";

  private static final String OPS = "ops";
  private static final int OPS_CONNECTIONS = 100;
  private static final Duration OPS_TIMEOUT = Duration.ofSeconds(10);

  private Endpoints() {}

  static Endpoint calls(HttpConfig http, Optional<WatchedCertificate> certificate) {
    return new Endpoint(
        CALLS,
        "http.host and http.port",
        http.host(),
        http.port(),
        certificate.map(WatchedCertificate::get),
        http.maxConnections(),
        false,
        http.requestTimeout());
  }

  static Endpoint ops(HostPort address) {
    return new Endpoint(
        OPS,
        "ops.listen",
        address.host(),
        address.port(),
        Optional.empty(),
        OPS_CONNECTIONS,
        false,
        OPS_TIMEOUT);
  }
}
