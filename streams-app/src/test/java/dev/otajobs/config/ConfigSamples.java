package dev.otajobs.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings for tests. */
final class ConfigSamples {

  private ConfigSamples() {}

  /** The settings without which the service cannot start, and these. */
  static Map<String, String> settings(String... keysAndValues) {
    Map<String, String> values = new TreeMap<>();
    values.put("bootstrap.servers", "localhost:9092");
    values.put("schema.registry.url", "http://localhost:8081");
    values.put("state.dir", "/var/lib/ota-jobs");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return values;
  }

  /** What is wrong with these settings, problem by problem. */
  static List<String> problems(Map<String, String> values) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> AppConfig.of(values));
    return refused == null
        ? List.of()
        : Arrays.stream(String.valueOf(refused.getMessage()).split("\n  - ")).skip(1).toList();
  }
}
