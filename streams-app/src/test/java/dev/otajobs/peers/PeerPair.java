package dev.otajobs.peers;

import dev.otajobs.config.HostPort;
import dev.otajobs.config.PeerConfig;
import dev.otajobs.config.TlsConfig;
import dev.otajobs.http.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A certificate with its key.
 *
 * @param chain in PEM, the own certificate first, then that of its CA
 * @param key in PEM
 */
record PeerPair(String chain, String key) {

  /** One that is its own CA. */
  static PeerPair selfSigned() {
    return selfSigned(until(2));
  }

  static PeerPair selfSignedAndExpired() {
    return selfSigned(until(-1));
  }

  /** A CA and a pair that it signed. */
  static PeerPair signed() {
    return signed(until(2));
  }

  static PeerPair signedAndExpired() {
    return signed(until(-1));
  }

  private static Instant until(int days) {
    return Instant.now().plus(days, ChronoUnit.DAYS);
  }

  private static PeerPair selfSigned(Instant until) {
    KeyPair own = Certificates.key("EC");
    return of(own, certificate("own", own, "own", own, until));
  }

  private static PeerPair signed(Instant until) {
    KeyPair ca = Certificates.key("EC");
    KeyPair own = Certificates.key("EC");
    return of(
        own, certificate("own", own, "ca", ca, until), certificate("ca", ca, "ca", ca, until(2)));
  }

  private static X509Certificate certificate(
      String name, KeyPair own, String issuer, KeyPair signer, Instant until) {
    return Certificates.certificate(name, own, issuer, signer, until(-10), until);
  }

  private static PeerPair of(KeyPair own, X509Certificate... chain) {
    try {
      StringBuilder pem = new StringBuilder();
      for (X509Certificate certificate : chain) {
        pem.append(Certificates.pem("CERTIFICATE", certificate.getEncoded()));
      }
      return new PeerPair(
          pem.toString(), Certificates.pem("PRIVATE KEY", own.getPrivate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** The certificate of its CA: the last one of the chain. */
  String ca() {
    return chain.substring(chain.lastIndexOf("-----BEGIN"));
  }

  /** Writes the files as an operator would, and this as the trusted CAs. */
  PeerConfig write(Path dir, String trusted) throws IOException {
    TlsConfig files = new TlsConfig("peer.tls.", dir.resolve("peer.crt"), dir.resolve("peer.key"));
    replace(files.certificate(), chain);
    replace(files.key(), key);
    Path caFile = dir.resolve("ca.crt");
    replace(caFile, trusted);
    HostPort address = new HostPort("127.0.0.1", 9080);
    return new PeerConfig(address, address, files, caFile, List.of());
  }

  /** What an instance uses that has this pair and trusts these CAs. */
  PeerTls trusting(String trusted) {
    try {
      Path dir = Files.createTempDirectory("peer-tls");
      try (WatchedPeerTls tls = WatchedPeerTls.open(write(dir, trusted))) {
        return tls.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** At once, so that nobody reads half of it, and never open to others. */
  static void replace(Path file, String text) throws IOException {
    Path half =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "half",
            ".pem",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
