package dev.otajobs.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;

/** A server's certificate chain and the private key that belongs to it. */
public final class ServerCertificate {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private final X509Certificate leaf;
  private final X509KeyManager pair;
  private final Optional<TrustOptions> clients;

  /**
   * @param leaf the first certificate of the chain
   * @param pair the chain and the leaf's private key
   */
  ServerCertificate(X509Certificate leaf, X509KeyManager pair) {
    this(leaf, pair, Optional.empty());
  }

  private ServerCertificate(
      X509Certificate leaf, X509KeyManager pair, Optional<TrustOptions> clients) {
    this.leaf = leaf;
    this.pair = pair;
    this.clients = clients;
  }

  /** This certificate for a listener to which each client must prove a trusted one (mutual TLS). */
  public ServerCertificate requiring(TrustOptions trusted) {
    return new ServerCertificate(leaf, pair, Optional.of(trusted));
  }

  /** Whether the certificate is its own issuer. */
  public boolean isSelfSigned() {
    return leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
  }

  /** The end of the certificate's validity. From then on clients refuse it. */
  public Instant expires() {
    return leaf.getNotAfter().toInstant();
  }

  /**
   * TLS 1.2 and 1.3 with this certificate.
   *
   * @param handshake the longest time for a handshake
   * @param http2 whether a client may choose HTTP/2 (ALPN)
   */
  ServerSSLOptions options(Duration handshake, boolean http2) {
    ServerSSLOptions options = new ServerSSLOptions();
    set(options, handshake, http2);
    clients.ifPresent(
        trusted -> options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trusted));
    return options;
  }

  /**
   * TLS 1.2 and 1.3 for an HTTP/2 client that proves this certificate. It checks that the server's
   * certificate is trusted, not that it is made for the server's host name.
   *
   * @param handshake the longest time for a handshake
   */
  public ClientSSLOptions clientOptions(TrustOptions trusted, Duration handshake) {
    ClientSSLOptions options = new ClientSSLOptions();
    set(options, handshake, true);
    return options.setTrustOptions(trusted).setHostnameVerificationAlgorithm("");
  }

  private void set(SSLOptions options, Duration handshake, boolean http2) {
    options
        .setKeyCertOptions(KeyCertOptions.wrap(pair))
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setUseAlpn(http2)
        .setSslHandshakeTimeout(handshake.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Shows the certificate and nothing of the key. */
  @Override
  public String toString() {
    return leaf.getSubjectX500Principal() + " serial=" + leaf.getSerialNumber().toString(16);
  }
}
