package dev.otajobs.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How event values are encoded. The site may name its own classes, such as Confluent's; by default
 * they are those of module avro-serde.
 *
 * @param deserializer the name of a class that implements Kafka's Deserializer: {@code
 *     events.value.deserializer}
 * @param serializer the name of a class that implements Kafka's Serializer, for the events and
 *     packages of calls and of the commands {@code produce} and {@code packages}, and for views in
 *     Avro: {@code events.value.serializer}
 * @param views how the values of the views are encoded: {@code views.format}
 * @param settings what is handed to {@code configure} of both, under Confluent's names
 */
public record SerdeConfig(
    String deserializer, String serializer, ViewFormat views, Map<String, String> settings) {

  /** The values of {@code views.format}. */
  public enum ViewFormat {
    json,
    avro
  }

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

  private static final Setting.Mandatory URL =
      new Setting.Mandatory(
          "schema.registry.url",
          "list",
          "the addresses of the registry's API, http or https, commas, which are tried in turn");
  private static final Setting.Text DESERIALIZER =
      new Setting.Text(
          "events.value.deserializer",
          "dev.otajobs.serde.AvroDeserializer",
          "a class",
          "see [Confluent's classes](#confluents-own-serde-classes)");
  private static final Setting.Text SERIALIZER =
      new Setting.Text(
          "events.value.serializer",
          "dev.otajobs.serde.AvroSerializer",
          "a class",
          "for what the service and its commands write: events and packages of calls, `produce`,"
              + " `packages`, and the views with `views.format=avro`");
  private static final Setting.Choice<ViewFormat> VIEWS =
      new Setting.Choice<>(
          "views.format",
          ViewFormat.json,
          "how [views](contract.md#views-for-other-teams) are encoded. With `avro` the start asks"
              + " the registry for their schema, and fails if it does not get an answer. A change of"
              + " the format needs a new topic: what is in the old one stays as it was written");

  /** What can be set, but for what is handed to the classes. */
  static final List<Setting> SETTINGS = List.of(URL, DESERIALIZER, SERIALIZER, VIEWS);

  public SerdeConfig {
    settings = Map.copyOf(settings);
  }

  static SerdeConfig read(Settings settings) {
    settings.required(URL.key(), "the address of the schema registry");
    Map<String, String> passed = new TreeMap<>();
    for (String prefix : PREFIXES) {
      settings.withPrefix(prefix).forEach((rest, value) -> passed.put(prefix + rest, value));
    }
    return new SerdeConfig(
        settings.text(DESERIALIZER), settings.text(SERIALIZER), settings.choice(VIEWS), passed);
  }

  /** The same for callers who wait: a registry that does not answer soon is not waited for. */
  public SerdeConfig impatient() {
    Map<String, String> quick = new TreeMap<>(settings);
    quick.putIfAbsent("max.retries", "0");
    quick.putIfAbsent("http.connect.timeout.ms", "1000");
    quick.putIfAbsent("http.read.timeout.ms", "1000");
    return new SerdeConfig(deserializer, serializer, views, quick);
  }

  /** The classes only, because the settings may hold credentials. */
  @Override
  public String toString() {
    return "SerdeConfig[" + deserializer + ", " + serializer + "]";
  }
}
