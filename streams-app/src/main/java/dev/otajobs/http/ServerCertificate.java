package dev.otajobs.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A server's certificate chain and the private key that belongs to it. */
public final class ServerCertificate {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private final X509Certificate leaf;
  private final byte[] chain;
  private final byte[] key;
  private final Optional<TrustOptions> clients;

  /**
   * @param leaf the first certificate of the chain
   * @param chain in PEM, the leaf first
   * @param key in PEM: PKCS#8, PKCS#1 or SEC 1
   */
  ServerCertificate(X509Certificate leaf, byte[] chain, byte[] key) {
    this(leaf, chain, key, Optional.empty());
  }

  private ServerCertificate(
      X509Certificate leaf, byte[] chain, byte[] key, Optional<TrustOptions> clients) {
    this.leaf = leaf;
    this.chain = chain;
    this.key = key;
    this.clients = clients;
  }

  /** This certificate for a listener to which each client must prove a trusted one (mutual TLS). */
  public ServerCertificate requiring(TrustOptions trusted) {
    return new ServerCertificate(leaf, chain, key, Optional.of(trusted));
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
   */
  ServerSSLOptions options(Duration handshake) {
    ServerSSLOptions options = new ServerSSLOptions();
    set(options, handshake);
    clients.ifPresent(
        trusted -> options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trusted));
    return options;
  }

  /**
   * TLS 1.2 and 1.3 for a client that proves this certificate. It checks that the server's
   * certificate is trusted, not that it is made for the server's host name.
   *
   * @param handshake the longest time for a handshake
   */
  public ClientSSLOptions clientOptions(TrustOptions trusted, Duration handshake) {
    ClientSSLOptions options = new ClientSSLOptions();
    set(options, handshake);
    return options.setTrustOptions(trusted).setHostnameVerificationAlgorithm("");
  }

  private void set(SSLOptions options, Duration handshake) {
    options
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(chain))
                .setKeyValue(Buffer.buffer(key)))
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setUseAlpn(false)
        .setSslHandshakeTimeout(handshake.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Shows the certificate and nothing of the key. */
  @Override
  public String toString() {
    return leaf.getSubjectX500Principal() + " serial=" + leaf.getSerialNumber().toString(16);
  }
}
