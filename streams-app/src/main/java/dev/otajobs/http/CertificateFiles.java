package dev.otajobs.http;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.TlsConfig;
import dev.otajobs.files.FileException;
import dev.otajobs.files.SmallFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two files of a server's certificate and checks that they belong together. An error
 * names the setting and the file, and quotes nothing of the file.
 */
final class CertificateFiles {

  private static final int MAX_BYTES = 1024 * 1024;

  /** The algorithms of keys, each with a signature that tests a key. Others are refused. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  /** Vert.x opens files by an instance of itself. It gets their bytes here, so it needs none. */
  private static final @Nullable Vertx NO_FILES = null;

  private final TlsConfig files;

  CertificateFiles(TlsConfig files) {
    this.files = files;
  }

  /**
   * Reads both files.
   *
   * @throws ConfigException if a file is missing or cannot be used, if others than its owner can
   *     open the key, or if key and certificate do not belong together
   */
  ServerCertificate read() {
    byte[] chain = certificateBytes();
    byte[] key = keyBytes();
    X509Certificate leaf = leaf(chain);
    X509KeyManager pair = pair(leaf, chain, key);
    if (!fits(privateKey(pair, leaf), leaf.getPublicKey())) {
      throw files.keyProblem("does not fit the certificate in " + files.certificate());
    }
    return new ServerCertificate(leaf, pair);
  }

  private byte[] certificateBytes() {
    try {
      return SmallFile.read(files.certificate(), MAX_BYTES);
    } catch (FileException e) {
      throw files.certificateProblem(e.problem());
    }
  }

  private byte[] keyBytes() {
    try {
      return SmallFile.readSecret(files.key(), MAX_BYTES);
    } catch (FileException e) {
      throw files.keyProblem(e.problem());
    }
  }

  private X509Certificate leaf(byte[] chain) {
    // The factory takes DER, too; the listener takes only PEM.
    boolean pem = new String(chain, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    try {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(chain));
      if (pem && !all.isEmpty() && all.iterator().next() instanceof X509Certificate leaf) {
        return leaf;
      }
      throw files.certificateProblem("has no X.509 certificate in PEM");
    } catch (CertificateException e) {
      throw files.certificateProblem("is not a chain of X.509 certificates in PEM");
    }
  }

  /**
   * The chain and its key. Vert.x takes a tenth of a second for it: it encrypts the key in memory.
   * So it is made once, for all listeners and clients, and before the first handshake.
   */
  private X509KeyManager pair(X509Certificate leaf, byte[] chain, byte[] key) {
    String algorithm = leaf.getPublicKey().getAlgorithm();
    if (!SIGNATURES.containsKey(algorithm)) {
      throw files.certificateProblem("has a key of " + algorithm + ", expected RSA or EC");
    }
    PemKeyCertOptions pair =
        new PemKeyCertOptions().addCertValue(Buffer.buffer(chain)).addKeyValue(Buffer.buffer(key));
    try {
      X509KeyManager keys =
          (X509KeyManager) pair.getKeyManagerFactory(NO_FILES).getKeyManagers()[0];
      privateKey(keys, leaf);
      return keys;
    } catch (Exception e) {
      throw files.keyProblem(
          "is not a private key of "
              + algorithm
              + " in PEM (PKCS#8, PKCS#1 or SEC 1, not encrypted)");
    }
  }

  private static PrivateKey privateKey(X509KeyManager pair, X509Certificate leaf) {
    String[] names = pair.getServerAliases(leaf.getPublicKey().getAlgorithm(), null);
    return pair.getPrivateKey(names[0]);
  }

  /** Signs and verifies something: the private key of EC does not contain the public one. */
  private static boolean fits(PrivateKey key, PublicKey leaf) {
    byte[] text = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(leaf.getAlgorithm()));
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(leaf);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
