package dev.otajobs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * Takes values from elsewhere, by Kafka's config providers (KIP-297): with {@code
 * config.providers=file} and {@code config.providers.file.class=...FileConfigProvider} the value
 * {@code ${file:/run/secrets/kafka.properties:password}} is that of a line of that file. What they
 * have is in no message.
 */
final class SecretSources {

  static final String PROVIDERS = "config.providers";

  /** What can be set; {@code config.providers.NAME.class} and {@code .param.*} follow from it. */
  static final List<Setting> SETTINGS =
      List.of(
          new Setting.Optional(
              PROVIDERS,
              "list",
              "none",
              "names, commas",
              "Kafka's [config providers](#secrets-from-elsewhere), from which `${NAME:...}` in"
                  + " values is taken"));

  /** What a value refers to has this form; Kafka leaves what it does not find as it is. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]+:[^}]*}");

  private static final String CLASS = ".class";
  private static final String PARAM = ".param.";

  private SecretSources() {}

  /**
   * The settings with what their providers have, without the settings of the providers but their
   * list.
   *
   * @throws ConfigException if a provider cannot be made, does not answer, or does not have what a
   *     value refers to
   */
  static Settings resolve(Map<String, String> values) {
    Map<String, String> own = new TreeMap<>();
    Map<String, String> given = new TreeMap<>();
    values.forEach((key, value) -> (key.startsWith(PROVIDERS + ".") ? own : given).put(key, value));
    List<String> names = names(given.getOrDefault(PROVIDERS, ""));
    own.keySet().stream()
        .filter(key -> names.stream().noneMatch(name -> key.startsWith(prefix(name) + ".")))
        .findFirst()
        .ifPresent(key -> fail(key, "is of no provider that " + PROVIDERS + " names"));
    if (names.isEmpty()) {
      return new Settings(given);
    }
    Map<String, String> resolved = resolve(given, names, own);
    resolved.forEach(
        (key, value) -> {
          if (REFERENCE.matcher(value).find() && REFERENCE.matcher(given.get(key)).find()) {
            fail(key, "is '" + given.get(key) + "', which no provider has");
          }
        });
    return new Settings(resolved, given);
  }

  private static Map<String, String> resolve(
      Map<String, String> given, List<String> names, Map<String, String> own) {
    Map<String, ConfigProvider> providers = new HashMap<>();
    try {
      for (String name : names) {
        ConfigProvider provider = make(name, own);
        providers.put(name, provider);
        provider.configure(parameters(name, own));
      }
      return new ConfigTransformer(providers).transform(given).data();
    } catch (ConfigException e) {
      throw e;
    } catch (RuntimeException e) {
      // Its message may have what the provider has read.
      throw new ConfigException(
          List.of(PROVIDERS + ": the values cannot be read: " + e.getClass().getName()));
    } finally {
      providers.values().forEach(provider -> Utils.closeQuietly(provider, "config provider"));
    }
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>(List.of(list.strip().split("\\s*,\\s*")));
    names.removeIf(String::isEmpty);
    return names;
  }

  private static ConfigProvider make(String name, Map<String, String> own) {
    String key = prefix(name) + CLASS;
    String type = own.getOrDefault(key, "").strip();
    try {
      return Utils.newInstance(type, ConfigProvider.class);
    } catch (ClassNotFoundException | LinkageError | KafkaException | ClassCastException e) {
      throw new ConfigException(
          List.of(
              key
                  + " is '"
                  + type
                  + "', expected a class such as"
                  + " org.apache.kafka.common.config.provider.FileConfigProvider"));
    }
  }

  private static Map<String, String> parameters(String name, Map<String, String> own) {
    String prefix = prefix(name) + PARAM;
    Map<String, String> parameters = new HashMap<>();
    own.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            parameters.put(key.substring(prefix.length()), value);
          }
        });
    return parameters;
  }

  private static String prefix(String name) {
    return PROVIDERS + "." + name;
  }

  private static void fail(String key, String problem) {
    throw new ConfigException(List.of(key + " " + problem));
  }
}
