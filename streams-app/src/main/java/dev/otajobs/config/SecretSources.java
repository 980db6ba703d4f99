package dev.otajobs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * Takes values from elsewhere, by Kafka's config providers (KIP-297): with {@code
 * config.providers=file} and {@code config.providers.file.class=...FileConfigProvider} the value
 * {@code ${file:/run/secrets/kafka.properties:password}} is that of a line of that file.
 */
final class SecretSources {

  static final String PROVIDERS = "config.providers";

  private static final Setting.Text SETTING =
      Setting.optional(
          PROVIDERS,
          "list",
          "names, commas",
          "Kafka's [config providers](#secrets-from-elsewhere), from which `${NAME:...}` in values"
              + " is taken");

  /** What can be set; {@code config.providers.NAME.class} and {@code .param.*} follow from it. */
  static final List<Setting> SETTINGS = List.of(SETTING);

  private SecretSources() {}

  /**
   * The values with what their providers have, without the settings of the providers but their
   * list.
   *
   * @throws ConfigException if a provider cannot be made, or does not answer
   */
  static Map<String, String> resolve(Map<String, String> values) {
    Map<String, String> own = new TreeMap<>();
    Map<String, String> rest = new TreeMap<>();
    values.forEach((key, value) -> (key.startsWith(PROVIDERS + ".") ? own : rest).put(key, value));
    Map<String, ConfigProvider> providers = new HashMap<>();
    try {
      for (String name : names(rest.getOrDefault(PROVIDERS, ""))) {
        providers.put(name, provider(name, own));
      }
      if (!own.isEmpty()) {
        throw new ConfigException(
            List.of(own.keySet().iterator().next() + " is of no provider in " + PROVIDERS));
      }
      return providers.isEmpty() ? rest : new ConfigTransformer(providers).transform(rest).data();
    } catch (KafkaException e) {
      throw new ConfigException(List.of(PROVIDERS + ": " + e.getMessage()));
    } finally {
      providers.values().forEach(provider -> Utils.closeQuietly(provider, "config provider"));
    }
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>(List.of(list.strip().split("\\s*,\\s*")));
    names.removeIf(String::isEmpty);
    return names;
  }

  private static ConfigProvider provider(String name, Map<String, String> own) {
    String key = PROVIDERS + "." + name + ".class";
    String type = own.remove(key);
    if (type == null) {
      throw new ConfigException(
          List.of(
              key
                  + " is missing: a class such as"
                  + " org.apache.kafka.common.config.provider.FileConfigProvider"));
    }
    ConfigProvider provider;
    try {
      provider = Utils.newInstance(type.strip(), ConfigProvider.class);
    } catch (ClassNotFoundException | KafkaException e) {
      throw new ConfigException(List.of(key + " is '" + type + "', which is no config provider"));
    }
    String prefix = PROVIDERS + "." + name + ".param.";
    Map<String, String> parameters = new HashMap<>();
    own.keySet()
        .removeIf(
            given -> {
              boolean isItsOwn = given.startsWith(prefix);
              if (isItsOwn) {
                parameters.put(given.substring(prefix.length()), own.get(given));
              }
              return isItsOwn;
            });
    provider.configure(parameters);
    return provider;
  }
}
