package dev.otajobs.config;

import java.util.regex.Pattern;

/** Which settings are secret, by the names that Kafka and Confluent give them. */
final class Secrets {

  private static final Pattern KEY =
      Pattern.compile(
          ".*(password|passphrase|secret|jaas\\.config|user\\.info|token|keystore\\.key)",
          Pattern.CASE_INSENSITIVE);

  /** An address with a user, a password or a token. */
  private static final Pattern VALUE = Pattern.compile(".*://[^/@\\s]+@.*", Pattern.DOTALL);

  /** The value is what a config provider has. */
  private static final Pattern ELSEWHERE = Pattern.compile("\\s*\\$\\{[^}]+}\\s*");

  private Secrets() {}

  static boolean isSecret(String key, String value) {
    return !value.isBlank()
        && !ELSEWHERE.matcher(value).matches()
        && (KEY.matcher(key).matches() || VALUE.matcher(value).matches());
  }
}
