package dev.otajobs.peers;

import dev.otajobs.http.ServerCertificate;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;

/**
 * Mutual TLS between instances: caller and listener each prove that they hold the key of an
 * unexpired certificate that a trusted CA signed. The certificate's name is not checked, so that
 * all instances may share one certificate.
 *
 * @param own this instance's certificate and key
 * @param trusted the CAs that sign the instances' certificates
 */
public record PeerTls(ServerCertificate own, TrustOptions trusted) {

  /** Longer than most calls wait: the next call uses the connection that came too late for one. */
  private static final Duration HANDSHAKE = Duration.ofSeconds(5);

  /** For the listener: it refuses callers without a trusted certificate. */
  public ServerCertificate listener() {
    return own.requiring(trusted);
  }

  ClientSSLOptions client() {
    return own.clientOptions(trusted, HANDSHAKE);
  }
}
