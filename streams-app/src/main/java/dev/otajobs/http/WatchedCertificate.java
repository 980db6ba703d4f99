package dev.otajobs.http;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.TlsConfig;
import dev.otajobs.files.FileWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's certificate. Its files are read at the start and again within a second of a change. If
 * the new files cannot be used, or do not belong together, that is logged once and the old
 * certificate stays.
 */
public final class WatchedCertificate implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final CertificateFiles files;
  private final Logger log;
  private final FileWatch watch;
  private volatile ServerCertificate certificate;

  private WatchedCertificate(TlsConfig config, Logger log) {
    this.files = new CertificateFiles(config);
    this.log = log;
    this.watch = new FileWatch("certificate", List.of(config.certificate(), config.key()));
    this.certificate = files.read();
  }

  /**
   * Reads the files; {@link #watch} watches them from then on.
   *
   * @throws ConfigException if they cannot be used
   */
  public static WatchedCertificate open(TlsConfig files) {
    return open(files, LoggerFactory.getLogger(WatchedCertificate.class));
  }

  static WatchedCertificate open(TlsConfig files, Logger log) {
    return new WatchedCertificate(files, log);
  }

  /** The certificate in use. */
  public ServerCertificate get() {
    return certificate;
  }

  /** Registers a metric of the end of its validity, in seconds since 1970. */
  public void bindTo(MeterRegistry metrics, String listener) {
    Gauge.builder(
            "ota.tls.certificate.expires", this, self -> self.get().expires().getEpochSecond())
        .tag("listener", listener)
        .register(metrics);
  }

  /**
   * Watches the files until it is closed.
   *
   * @param user takes each new certificate into use; if it throws, it is called again until it does
   *     not
   */
  public WatchedCertificate watch(Consumer<ServerCertificate> user) {
    return watch(user, POLL);
  }

  WatchedCertificate watch(Consumer<ServerCertificate> user, Duration poll) {
    watch.start(poll, () -> reload(user));
    return this;
  }

  private boolean reload(Consumer<ServerCertificate> user) {
    try {
      ServerCertificate next = files.read();
      user.accept(next);
      certificate = next;
      log.info("the certificate changed, certificate={} expires={}", next, next.expires());
    } catch (ConfigException e) {
      log.warn("the certificate is kept as it was: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.warn("the certificate could not be taken into use; trying again", e);
      return false;
    }
    return true;
  }

  @Override
  public void close() {
    watch.close();
  }
}
