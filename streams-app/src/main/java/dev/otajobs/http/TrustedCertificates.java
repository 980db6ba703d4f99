package dev.otajobs.http;

import dev.otajobs.files.FileException;
import dev.otajobs.files.SmallFile;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

  private TrustedCertificates() {}

  /**
   * Trusts whoever proves an unexpired certificate that is in the file, or that one in the file
   * signed.
   *
   * @throws FileException if the file cannot be read or has no certificate
   */
  public static TrustOptions read(Path file) throws FileException {
    Collection<? extends Certificate> certificates = certificates(SmallFile.read(file, MAX_BYTES));
    if (certificates.isEmpty()) {
      throw new FileException("has no certificate");
    }
    return TrustOptions.wrap(new UnexpiredTrust(trusting(certificates)));
  }

  private static Collection<? extends Certificate> certificates(byte[] pem) throws FileException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new FileException("has something else than X.509 certificates in PEM");
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
