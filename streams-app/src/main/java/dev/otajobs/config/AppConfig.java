package dev.otajobs.config;

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
    values.putAll(Environment.settings(environment));
    return of(values);
  }

  /**
   * Reads settings by key.
   *
   * @throws ConfigException with every problem at once
   */
  public static AppConfig of(Map<String, String> values) {
    Settings settings = new Settings(values);
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
    settings.finish();
    return config;
  }
}
