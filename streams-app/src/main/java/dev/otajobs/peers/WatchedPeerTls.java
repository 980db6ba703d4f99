package dev.otajobs.peers;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.PeerConfig;
import dev.otajobs.files.FileException;
import dev.otajobs.files.FileWatch;
import dev.otajobs.http.ServerCertificate;
import dev.otajobs.http.TrustedCertificates;
import dev.otajobs.http.WatchedCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of {@link PeerTls}: read at the start and again within a second of a change. Files that
 * cannot be used are logged and change nothing.
 */
public final class WatchedPeerTls implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(WatchedPeerTls.class);

  private final PeerConfig config;
  private final FileWatch caFile;
  private final WatchedCertificate certificate;
  private PeerTls current;

  private WatchedPeerTls(PeerConfig config) {
    this.config = config;
    // Made before the file is read, so that no change is missed.
    this.caFile = new FileWatch("peer-ca", List.of(config.caFile()));
    this.certificate = WatchedCertificate.open(config.tls());
    this.current = new PeerTls(checked(certificate.get()), trusted());
  }

  /**
   * Reads the files; {@link #watch} watches them from then on.
   *
   * @throws ConfigException if they cannot be used
   */
  public static WatchedPeerTls open(PeerConfig config) {
    return new WatchedPeerTls(config);
  }

  /** What is in use. */
  public synchronized PeerTls get() {
    return current;
  }

  /** Measures when the certificate expires. */
  public void bindTo(MeterRegistry metrics, String listener) {
    certificate.bindTo(metrics, listener);
  }

  /**
   * Watches the files until closed.
   *
   * @param user takes each change into use, on a thread of this watch; if it throws, it is called
   *     again until it does not
   */
  public WatchedPeerTls watch(Consumer<PeerTls> user) {
    certificate.watch(own -> changeOwn(own, user));
    caFile.start(POLL, () -> reloadTrusted(user));
    return this;
  }

  private synchronized void changeOwn(ServerCertificate own, Consumer<PeerTls> user) {
    change(new PeerTls(checked(own), current.trusted()), user);
  }

  private void change(PeerTls next, Consumer<PeerTls> user) {
    user.accept(next);
    current = next;
  }

  private synchronized boolean reloadTrusted(Consumer<PeerTls> user) {
    try {
      change(new PeerTls(current.own(), trusted()), user);
      LOG.info("the CAs of calls between instances changed, file={}", config.caFile());
    } catch (ConfigException e) {
      LOG.warn("the CAs of calls between instances are kept as they were: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("the CAs of calls between instances could not be taken into use; trying again", e);
      return false;
    }
    return true;
  }

  private TrustOptions trusted() {
    try {
      return TrustedCertificates.read(config.caFile());
    } catch (FileException e) {
      throw config.caProblem(String.valueOf(e.getMessage()));
    }
  }

  /** Only a self-signed certificate may do without a CA file: it is its own CA. */
  private ServerCertificate checked(ServerCertificate own) {
    if (config.caFile().equals(config.tls().certificate()) && !own.isSelfSigned()) {
      throw config.caProblem(
          "is signed by a CA: set peer.tls.ca.file to the certificate of the CA that signs all"
              + " instances' certificates, and nobody else's");
    }
    return own;
  }

  @Override
  public void close() {
    certificate.close();
    caFile.close();
  }
}
