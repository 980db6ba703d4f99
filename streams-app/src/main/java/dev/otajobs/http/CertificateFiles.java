package dev.otajobs.http;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.TlsConfig;
import dev.otajobs.files.FileMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the two files of a server's certificate, and tries whether they fit. Problems name the key
 * of the settings and the file, and show nothing of what stands in it.
 */
final class CertificateFiles {

  private static final int MAX_BYTES = 1024 * 1024;
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** Which signature tries a key of which algorithm; others are refused. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  private final TlsConfig files;

  CertificateFiles(TlsConfig files) {
    this.files = files;
  }

  /**
   * Reads both.
   *
   * @throws ConfigException if one is missing, cannot be used, is a key that is open to others, or
   *     they do not fit
   */
  ServerCertificate read() {
    byte[] chain = bytes(files.certificate(), files::certificateProblem);
    byte[] key = keyBytes();
    X509Certificate leaf = leaf(chain);
    if (!fits(privateKey(key, leaf.getPublicKey()), leaf.getPublicKey())) {
      throw files.keyProblem("does not fit the certificate in " + files.certificate());
    }
    return new ServerCertificate(leaf, chain, key);
  }

  private byte[] keyBytes() {
    Optional<String> problem;
    try {
      problem = FileMode.problemOfSecret(files.key());
    } catch (IOException e) {
      throw unreadable(e, files::keyProblem);
    }
    if (problem.isPresent()) {
      throw files.keyProblem(problem.get());
    }
    return bytes(files.key(), files::keyProblem);
  }

  private static byte[] bytes(Path file, Function<String, ConfigException> refusal) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refusal.apply("is longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(e, refusal);
    }
  }

  private static ConfigException unreadable(
      IOException failure, Function<String, ConfigException> refusal) {
    return refusal.apply(
        failure instanceof NoSuchFileException
            ? "does not exist"
            : "cannot be read: " + failure.getClass().getSimpleName());
  }

  private X509Certificate leaf(byte[] chain) {
    try {
      Collection<? extends java.security.cert.Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(chain));
      if (!all.isEmpty() && all.iterator().next() instanceof X509Certificate leaf) {
        return leaf;
      }
      throw files.certificateProblem("has no certificate");
    } catch (CertificateException e) {
      throw files.certificateProblem("is not a chain of X.509 certificates in PEM");
    }
  }

  private PrivateKey privateKey(byte[] pem, PublicKey leaf) {
    if (!SIGNATURES.containsKey(leaf.getAlgorithm())) {
      throw files.certificateProblem(
          "has a key of " + leaf.getAlgorithm() + ", expected RSA or EC");
    }
    Matcher matcher = PKCS8.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      throw files.keyProblem("is not a private key in PEM, PKCS#8 and not encrypted");
    }
    try {
      return KeyFactory.getInstance(leaf.getAlgorithm())
          .generatePrivate(
              new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw files.keyProblem("is not a private key of " + leaf.getAlgorithm());
    }
  }

  /** Tried, since an EC key does not tell its public one. */
  private static boolean fits(PrivateKey key, PublicKey leaf) {
    byte[] tried = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(leaf.getAlgorithm()));
      signature.initSign(key);
      signature.update(tried);
      byte[] signed = signature.sign();
      signature.initVerify(leaf);
      signature.update(tried);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
