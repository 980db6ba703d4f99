package dev.otajobs.http;

import dev.otajobs.config.TlsConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A new certificate of localhost that signs itself. */
public record TestCertificate(X509Certificate certificate, String certificatePem, String keyPem) {

  /** Bytes before the key itself, if that is of 2048 bits or more. */
  private static final int PKCS8_HEADER_OF_RSA = 26;

  private static final int P256_BYTES = 32;

  /** Valid for two days. */
  public static TestCertificate create(String algorithm) {
    try {
      KeyPair key = Certificates.key(algorithm);
      Instant now = Instant.now();
      X509Certificate certificate =
          Certificates.certificate(
              "localhost",
              key,
              "localhost",
              key,
              now.minus(1, ChronoUnit.HOURS),
              now.plus(2, ChronoUnit.DAYS));
      return new TestCertificate(
          certificate,
          Certificates.pem("CERTIFICATE", certificate.getEncoded()),
          Certificates.pem("PRIVATE KEY", key.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The key as OpenSSL writes it without PKCS#8: PKCS#1 of RSA, SEC 1 of EC. */
  String traditionalKeyPem() {
    byte[] pkcs8 = Base64.getMimeDecoder().decode(keyPem.replaceAll("-----.*-----", ""));
    return certificate.getPublicKey().getAlgorithm().equals("RSA")
        ? Certificates.pem(
            "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEADER_OF_RSA, pkcs8.length))
        : Certificates.pem("EC PRIVATE KEY", sec1(pkcs8));
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
