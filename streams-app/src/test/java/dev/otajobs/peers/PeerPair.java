package dev.otajobs.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.otajobs.config.HostPort;
import dev.otajobs.config.PeerConfig;
import dev.otajobs.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate with its key, made by the JDK's keytool.
 *
 * @param chain in PEM, the own certificate first, then that of its CA
 * @param key in PEM
 */
record PeerPair(String chain, String key) {

  private static final String PASSWORD = "changeit";
  private static final String[] VALID = {"-validity", "2"};
  private static final String[] EXPIRED = {"-startdate", "-10d", "-validity", "2"};

  /** One that is its own CA. */
  static PeerPair selfSigned() {
    return make(List.of(), VALID);
  }

  static PeerPair selfSignedAndExpired() {
    return make(List.of(), EXPIRED);
  }

  /** A CA and a pair that it signed. */
  static PeerPair signed() {
    return make(List.of("-signer", "ca"), VALID);
  }

  static PeerPair signedAndExpired() {
    return make(List.of("-signer", "ca"), EXPIRED);
  }

  private static PeerPair make(List<String> signer, String... validity) {
    try {
      Path store = Files.createTempDirectory("peer-pair").resolve("store.p12");
      if (!signer.isEmpty()) {
        keytool(store, "ca", List.of("-ext", "bc:c"), VALID);
      }
      keytool(store, "own", signer, validity);
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : keys.getCertificateChain("own")) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      return new PeerPair(
          chain.toString(),
          pem("PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(Path store, String alias, List<String> more, String... validity)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
    command.addAll(more);
    command.addAll(List.of(validity));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = keytool.getInputStream()) {
      String said = new String(output.readAllBytes(), US_ASCII);
      if (keytool.waitFor() != 0) {
        throw new AssertionError(said);
      }
    }
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64);
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
