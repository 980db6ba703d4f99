package dev.otajobs.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.otajobs.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of this machine that signs itself, made anew by the JDK's keytool. */
public record TestCertificate(X509Certificate certificate, String certificatePem, String keyPem) {

  private static final String PASSWORD = "changeit";

  /** Bytes before the key itself, if that is of 2048 bits or more. */
  private static final int PKCS8_HEADER_OF_RSA = 26;

  private static final int P256_BYTES = 32;

  /** Valid for two days. */
  public static TestCertificate create(String algorithm) {
    try {
      Path directory = Files.createTempDirectory("certificate");
      Path store = directory.resolve("store.p12");
      try {
        keytool(store, algorithm);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        X509Certificate certificate = (X509Certificate) keys.getCertificate("server");
        return new TestCertificate(
            certificate,
            pem("CERTIFICATE", certificate.getEncoded()),
            pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
      } finally {
        Files.deleteIfExists(store);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(Path store, String algorithm) throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-keysize",
                algorithm.equals("EC") ? "256" : "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = keytool.getInputStream()) {
      String said = new String(output.readAllBytes(), US_ASCII);
      if (keytool.waitFor() != 0) {
        throw new AssertionError(said);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64);
  }

  /** The key as OpenSSL writes it without PKCS#8: PKCS#1 of RSA, SEC 1 of EC. */
  String traditionalKeyPem() {
    byte[] pkcs8 = Base64.getMimeDecoder().decode(keyPem.replaceAll("-----.*-----", ""));
    return certificate.getPublicKey().getAlgorithm().equals("RSA")
        ? pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEADER_OF_RSA, pkcs8.length))
        : pem("EC PRIVATE KEY", sec1(pkcs8));
  }

  /** The number as PKCS#8 has it, and the name of the curve, which there is in its header. */
  private static byte[] sec1(byte[] pkcs8) {
    int number = pkcs8.length - P256_BYTES;
    return ByteBuffer.allocate(51)
        .put(HexFormat.of().parseHex("30310201010420"))
        .put(pkcs8, number, P256_BYTES)
        .put(HexFormat.of().parseHex("a00a06082a8648ce3d030107"))
        .array();
  }

  /** Writes both files as an operator would: chain.pem, and key.pem with mode 600. */
  public TlsConfig write(Path directory) throws IOException {
    TlsConfig files =
        new TlsConfig("http.tls.", directory.resolve("chain.pem"), directory.resolve("key.pem"));
    replace(files.certificate(), certificatePem);
    replace(files.key(), keyPem);
    return files;
  }

  /** At once, so that nobody reads half of it, and never open to others. */
  static void replace(Path file, String text) throws IOException {
    Path half =
        Files.createTempFile(
            file.getParent(),
            "half",
            ".pem",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  public BigInteger serial() {
    return certificate.getSerialNumber();
  }

  public Instant expires() {
    Date notAfter = certificate.getNotAfter();
    return notAfter.toInstant();
  }

  /** What a client needs that trusts these and nothing else. */
  public static SSLContext trusting(TestCertificate... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (TestCertificate one : trusted) {
        store.setCertificateEntry(one.serial().toString(), one.certificate());
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
