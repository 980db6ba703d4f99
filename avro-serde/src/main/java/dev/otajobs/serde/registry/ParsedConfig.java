package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/**
 * The values of a {@link ConfigDef}'s settings, read from the map that Kafka hands to {@code
 * configure}. It differs from Kafka's own {@link AbstractConfig} in three ways:
 *
 * <ul>
 *   <li>As with Confluent's classes, a name may have the prefix {@code schema.registry.}, and the
 *       value under the prefixed name wins.
 *   <li>It collects problems instead of throwing at the first one. A setting that has a problem is
 *       read as its default. {@link #check} throws and names every problem.
 *   <li>A blank value counts as absent, and values are not logged, because an address may hold a
 *       password.
 * </ul>
 *
 * <p>Names that the definition does not know are ignored, because the map holds all of the client's
 * settings. One thread may use it.
 */
public final class ParsedConfig extends AbstractConfig {

  static final String PREFIX = "schema.registry.";

  private final Map<String, Object> prefixed;
  private final List<String> problems;

  private ParsedConfig(
      ConfigDef definition,
      Map<String, Object> values,
      Map<String, Object> prefixed,
      List<String> problems) {
    super(definition, values, false);
    this.prefixed = prefixed;
    this.problems = problems;
  }

  /**
   * Reads the settings of {@code definition} from {@code configs}, whose values are text or the
   * typed values that Kafka has parsed already. Each setting of the definition needs a default.
   */
  public static ParsedConfig of(ConfigDef definition, Map<String, ?> configs) {
    Map<String, Object> prefixed = prefixed(configs);
    Map<String, Object> named = new HashMap<>(configs);
    named.putAll(prefixed);
    named.keySet().retainAll(definition.names());
    named.values().removeIf(Objects::isNull);
    List<String> problems = new ArrayList<>();
    return new ParsedConfig(definition, parsed(definition, named, problems), prefixed, problems);
  }

  /** The whole number of milliseconds under {@code name}. */
  Duration millis(String name) {
    return Duration.ofMillis(getInt(name));
  }

  /** What the map holds under names with the prefix, without the prefix. */
  Map<String, Object> prefixed() {
    return Map.copyOf(prefixed);
  }

  /** Notes that the value of {@code name} cannot be used: {@code what} says what it must be. */
  void problem(String name, String what) {
    problems.add(name + " " + what);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException with every problem, if there is one
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigException(String.join("; ", problems));
    }
  }

  private static Map<String, Object> prefixed(Map<String, ?> configs) {
    Map<String, Object> found = new HashMap<>();
    configs.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && value != null) {
            found.put(name.substring(PREFIX.length()), value);
          }
        });
    return found;
  }

  private static Map<String, Object> parsed(
      ConfigDef definition, Map<String, Object> named, List<String> problems) {
    Map<String, String> texts = ConfigDef.convertToStringMapWithPasswordValues(named);
    Map<String, Object> values = new HashMap<>();
    for (ConfigKey key : definition.configKeys().values()) {
      String text = texts.getOrDefault(key.name, "");
      try {
        if (!text.isBlank()) {
          values.put(key.name, value(key, text));
        }
      } catch (ConfigException e) {
        // Kafka names the bound that was passed, and none at all for what is not a number.
        String bounds = key.validator instanceof Range ? "; valid values: " + key.validator : "";
        problems.add(e.getMessage() + bounds);
      }
    }
    return values;
  }

  private static Object value(ConfigKey key, String text) {
    Object value = ConfigDef.parseType(key.name, text, key.type);
    if (key.validator != null) {
      key.validator.ensureValid(key.name, value);
    }
    return value;
  }
}
