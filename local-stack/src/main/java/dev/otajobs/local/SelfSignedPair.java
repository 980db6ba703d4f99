package dev.otajobs.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself and its key, in PEM, which several instances on this machine can
 * share. The JDK's keytool makes it.
 */
public record SelfSignedPair(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String ALIAS = "instances";

  /** The pair of this directory; it is made at the first call, and valid for 30 days. */
  public static SelfSignedPair in(Path dir) {
    return in(dir, LONGEST);
  }

  /**
   * As {@link #in(Path)}, with another validity.
   *
   * @param validity from the first call on, in whole seconds, at most 30 days
   */
  public static SelfSignedPair in(Path dir, Duration validity) {
    SelfSignedPair pair = new SelfSignedPair(dir.resolve("peer.crt"), dir.resolve("peer.key"));
    if (!Files.exists(pair.key)) {
      pair.make(dir.resolve("peer.p12"), validity);
    }
    return pair;
  }

  private void make(Path store, Duration validity) {
    try {
      Files.createDirectories(store.toAbsolutePath().getParent());
      keytool(store, validity);
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          key, pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
      Files.delete(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new LocalStackException("cannot make a certificate", e);
    }
  }

  /** It counts validities in days, so a shorter one begins in the past. */
  private static void keytool(Path store, Duration validity) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-dname",
            "CN=" + ALIAS,
            "-ext",
            "SAN=ip:127.0.0.1,dns:localhost",
            "-keyalg",
            "EC",
            "-startdate",
            "-" + LONGEST.minus(validity).toSeconds() + "S",
            "-validity",
            Long.toString(LONGEST.toDays()),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = keytool.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new LocalStackException("keytool cannot make a certificate: " + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while keytool makes a certificate", e);
    }
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64);
  }
}
