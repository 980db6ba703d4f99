package dev.otajobs.eventserde;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.SerdeSettings;
import dev.otajobs.events.OtaJobEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the (de)serializers that the settings name: ours, or Confluent's from a jar of the site.
 */
public final class EventSerdes {

  private EventSerdes() {}

  /**
   * The deserializer of event values, configured.
   *
   * @throws ConfigException if the class or its settings cannot be used
   */
  @SuppressWarnings("unchecked")
  public static Deserializer<OtaJobEvent> deserializer(SerdeSettings serde) {
    Deserializer<OtaJobEvent> deserializer =
        create("events.value.deserializer", serde.deserializer(), Deserializer.class);
    Map<String, Object> settings = settings(serde);
    // The ingest repeats by itself, and can be told to stop between two attempts.
    settings.putIfAbsent("max.retries", "0");
    configure(() -> deserializer.configure(settings, false));
    return deserializer;
  }

  /**
   * The serializer of event values, configured.
   *
   * @throws ConfigException if the class or its settings cannot be used
   */
  @SuppressWarnings("unchecked")
  public static Serializer<OtaJobEvent> serializer(SerdeSettings serde) {
    Serializer<OtaJobEvent> serializer =
        create("events.value.serializer", serde.serializer(), Serializer.class);
    configure(() -> serializer.configure(settings(serde), false));
    return serializer;
  }

  private static <T> T create(String key, String className, Class<T> type) {
    try {
      return Utils.newInstance(className, type);
    } catch (ClassNotFoundException | RuntimeException e) {
      throw new ConfigException(
          List.of(key + " is '" + className + "', which cannot be used as a class: " + e));
    }
  }

  private static void configure(Runnable configure) {
    try {
      configure.run();
    } catch (org.apache.kafka.common.config.ConfigException e) {
      throw new ConfigException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, Object> settings(SerdeSettings serde) {
    Map<String, Object> settings = new HashMap<>(serde.settings());
    settings.put("specific.avro.reader", "true");
    settings.put("specific.avro.value.type", OtaJobEvent.class.getName());
    return settings;
  }
}
