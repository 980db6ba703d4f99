package dev.otajobs.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How event values are encoded. The classes are Kafka (de)serializers, so that a site can use
 * Confluent's own by name; the settings are theirs, under Confluent's names.
 *
 * @param deserializer the class's name
 * @param serializer the class's name, used by the commands that write events
 * @param settings what is handed to {@code configure}
 */
public record SerdeConfig(String deserializer, String serializer, Map<String, String> settings) {

  private static final List<String> PREFIXES =
      List.of(
          "schema.registry.",
          "basic.auth.",
          "bearer.auth.",
          "auto.register.schemas",
          "use.latest.version",
          "normalize.schemas",
          "avro.",
          "http.connect.timeout.ms",
          "http.read.timeout.ms",
          "max.retries",
          "retries.",
          "missing.",
          "value.subject.name.strategy");

  public SerdeConfig {
    settings = Map.copyOf(settings);
  }

  static SerdeConfig read(Settings settings) {
    settings.required("schema.registry.url", "the address of the schema registry");
    Map<String, String> passed = new TreeMap<>();
    for (String prefix : PREFIXES) {
      settings.withPrefix(prefix).forEach((rest, value) -> passed.put(prefix + rest, value));
    }
    return new SerdeConfig(
        settings.text("events.value.deserializer", "dev.otajobs.serde.AvroDeserializer"),
        settings.text("events.value.serializer", "dev.otajobs.serde.AvroSerializer"),
        passed);
  }

  /** Without the settings, which may hold credentials. */
  @Override
  public String toString() {
    return "SerdeConfig[" + deserializer + ", " + serializer + "]";
  }
}
