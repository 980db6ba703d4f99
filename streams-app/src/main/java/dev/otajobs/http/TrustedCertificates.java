package dev.otajobs.http;

import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Reads the certificates of trusted CAs, one or several in one PEM file. */
public final class TrustedCertificates {

  private static final int MAX_BYTES = 1024 * 1024;

  /** A file that cannot be used. The message follows the file's name and quotes nothing of it. */
  public static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableException(String problem) {
      super(problem);
    }
  }

  private TrustedCertificates() {}

  /**
   * Trusts whoever proves an unexpired certificate that is in the file, or that one in the file
   * signed.
   *
   * @throws UnusableException if the file cannot be read or has no certificate
   */
  public static TrustOptions read(Path file) throws UnusableException {
    Collection<? extends Certificate> certificates = certificates(bytes(file));
    if (certificates.isEmpty()) {
      throw new UnusableException("has no certificate");
    }
    return TrustOptions.wrap(new UnexpiredTrust(trusting(certificates)));
  }

  private static byte[] bytes(Path file) throws UnusableException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnusableException("is longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new UnusableException("does not exist");
    } catch (IOException e) {
      throw new UnusableException("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Collection<? extends Certificate> certificates(byte[] pem)
      throws UnusableException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new UnusableException("has something else than X.509 certificates in PEM");
    }
  }

  private static X509ExtendedTrustManager trusting(Collection<? extends Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the Java platform cannot trust X.509 certificates", e);
    }
  }
}
