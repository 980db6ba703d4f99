package dev.otajobs.config;

import dev.otajobs.files.FileMode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All settings of the service, valid. */
public record AppConfig(
    KafkaConfig kafka,
    SerdeConfig serde,
    TopicsConfig topics,
    StoreConfig store,
    HttpConfig http,
    AuthConfig auth,
    QueryConfig query,
    Optional<PeerConfig> peer) {

  /** All keys, in the order of docs/operations.md. */
  public static final List<Setting> SETTINGS =
      Stream.of(
              KafkaConfig.SETTINGS,
              SerdeConfig.SETTINGS,
              TopicsConfig.SETTINGS,
              StoreConfig.SETTINGS,
              HttpConfig.SETTINGS,
              AuthConfig.SETTINGS,
              QueryConfig.SETTINGS,
              PeerConfig.SETTINGS,
              SecretSources.SETTINGS)
          .flatMap(List::stream)
          .toList();

  /**
   * Reads a {@code .properties} file in UTF-8 and the environment, which overrides it.
   *
   * @throws ConfigException with every problem at once
   */
  public static AppConfig load(Path file, Map<String, String> environment) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new ConfigException(List.of(file + " cannot be read: " + e));
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put((String) key, (String) value));
    requireClosed(file, values);
    values.putAll(Environment.settings(environment));
    return of(values);
  }

  private static void checkUnsigned(AppConfig config, Settings settings) {
    if (config.auth().unsignedAccount().isPresent()
        && !config.auth().unsignedAnywhere()
        && !config.http().isLoopback()) {
      settings.problem(
          "auth.unsigned.account",
          "lets everybody who reaches http.host="
              + config.http().host()
              + " read all jobs of that account: listen on a loopback address, remove the setting,"
              + " or, on a network where everybody may read them, set auth.unsigned.anywhere=true");
    }
  }

  /** Two listeners at one address would get each other's connections. */
  private static void checkListeners(AppConfig config, Settings settings) {
    config
        .http()
        .ops()
        .ifPresent(
            ops -> {
              boolean taken =
                  ops.port() == config.http().port()
                      || config
                          .peer()
                          .filter(peer -> peer.listen().port() == ops.port())
                          .isPresent();
              if (taken) {
                settings.problem("ops.listen", "has the port of another listener");
              }
            });
  }

  /** A file with secrets may only be open to its owner, as the accounts file. */
  private static void requireClosed(Path file, Map<String, String> values) {
    Optional<String> secret =
        values.entrySet().stream()
            .filter(setting -> Secrets.isSecret(setting.getKey(), setting.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    try {
      if (secret.isPresent() && FileMode.problemOfSecret(file).isPresent()) {
        throw new ConfigException(
            List.of(
                "%s has a secret, %s, and %s"
                    .formatted(file, secret.get(), FileMode.problemOfSecret(file).orElseThrow())));
      }
    } catch (IOException e) {
      throw new ConfigException(List.of(file + " cannot be read: " + e));
    }
  }

  /**
   * Reads settings by key.
   *
   * @throws ConfigException with every problem at once
   */
  public static AppConfig of(Map<String, String> values) {
    Settings settings = SecretSources.resolve(values);
    AppConfig config = read(settings);
    settings.finish();
    return config;
  }

  /** Collects what is wrong in the settings. */
  static AppConfig read(Settings settings) {
    settings.optional(SecretSources.PROVIDERS);
    AppConfig config =
        new AppConfig(
            KafkaConfig.read(settings),
            SerdeConfig.read(settings),
            TopicsConfig.read(settings),
            StoreConfig.read(settings),
            HttpConfig.read(settings),
            AuthConfig.read(settings),
            QueryConfig.read(settings),
            PeerConfig.read(settings));
    checkUnsigned(config, settings);
    checkListeners(config, settings);
    return config;
  }
}
