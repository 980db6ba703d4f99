package dev.otajobs.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a certificate and its private key.
 *
 * @param prefix of the two keys, so that what is wrong with a file can be reported under its key
 * @param certificate the chain in PEM, the own certificate first
 * @param key its private key in PEM, not encrypted: PKCS#8, PKCS#1 or SEC 1
 */
public record TlsConfig(String prefix, Path certificate, Path key) {

  private static final String CERTIFICATE = "certificate.file";
  private static final String KEY = "key.file";

  static Optional<TlsConfig> read(Settings settings, String prefix) {
    Optional<Path> certificate = settings.path(prefix + CERTIFICATE);
    Optional<Path> key = settings.path(prefix + KEY);
    if (certificate.isPresent() != key.isPresent()) {
      String missing = prefix + (key.isPresent() ? CERTIFICATE : KEY);
      String given = prefix + (key.isPresent() ? KEY : CERTIFICATE);
      settings.problem(missing, "is missing: " + given + " needs it");
    }
    return certificate.flatMap(path -> key.map(file -> new TlsConfig(prefix, path, file)));
  }

  /** What is wrong with the certificate's file. */
  public ConfigException certificateProblem(String problem) {
    return problem(CERTIFICATE, certificate, problem);
  }

  /** What is wrong with the key's file. */
  public ConfigException keyProblem(String problem) {
    return problem(KEY, key, problem);
  }

  private ConfigException problem(String name, Path file, String problem) {
    return new ConfigException(List.of(prefix + name + ": " + file + " " + problem));
  }
}
