package dev.otajobs.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A server's certificate chain and the private key that belongs to it. */
public final class ServerCertificate {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private final X509Certificate leaf;
  private final byte[] chain;
  private final byte[] key;

  /**
   * @param leaf the first certificate of the chain
   * @param chain in PEM, the leaf first
   * @param key in PEM: PKCS#8, PKCS#1 or SEC 1
   */
  ServerCertificate(X509Certificate leaf, byte[] chain, byte[] key) {
    this.leaf = leaf;
    this.chain = chain;
    this.key = key;
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
    options
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(chain))
                .setKeyValue(Buffer.buffer(key)))
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setUseAlpn(false)
        .setSslHandshakeTimeout(handshake.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  /** Shows the certificate and nothing of the key. */
  @Override
  public String toString() {
    return leaf.getSubjectX500Principal() + " serial=" + leaf.getSerialNumber().toString(16);
  }
}
