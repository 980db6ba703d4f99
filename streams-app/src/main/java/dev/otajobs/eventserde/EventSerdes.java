package dev.otajobs.eventserde;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.SerdeConfig;
import dev.otajobs.events.OtaJobEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the serializers and the deserializers of the values of events and packages that the
 * settings name: by default those of module avro-serde, or others that are on the site's class
 * path, such as Confluent's.
 */
public final class EventSerdes {

  private EventSerdes() {}

  /**
   * The deserializer of events.
   *
   * @throws ConfigException if the class cannot be used, or its settings cannot
   */
  public static Deserializer<OtaJobEvent> deserializer(SerdeConfig serde) {
    return deserializer(serde, OtaJobEvent.class);
  }

  /**
   * The serializer of events.
   *
   * @throws ConfigException if the class cannot be used, or its settings cannot
   */
  public static Serializer<OtaJobEvent> serializer(SerdeConfig serde) {
    return serializer(serde, OtaJobEvent.class);
  }

  /**
   * Makes and configures the deserializer of values of this type.
   *
   * @throws ConfigException if the class cannot be used, or its settings cannot
   */
  @SuppressWarnings("unchecked")
  public static <T extends SpecificRecord> Deserializer<T> deserializer(
      SerdeConfig serde, Class<T> type) {
    Deserializer<T> deserializer =
        create("events.value.deserializer", serde.deserializer(), Deserializer.class);
    Map<String, Object> settings = settings(serde, type);
    // The ingest asks again by itself, and can be stopped between two attempts.
    settings.putIfAbsent("max.retries", "0");
    configure(() -> deserializer.configure(settings, false));
    return deserializer;
  }

  /**
   * Makes and configures the serializer of values of this type.
   *
   * @throws ConfigException if the class cannot be used, or its settings cannot
   */
  @SuppressWarnings("unchecked")
  public static <T extends SpecificRecord> Serializer<T> serializer(
      SerdeConfig serde, Class<T> type) {
    Serializer<T> serializer =
        create("events.value.serializer", serde.serializer(), Serializer.class);
    configure(() -> serializer.configure(settings(serde, type), false));
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

  private static Map<String, Object> settings(SerdeConfig serde, Class<?> type) {
    Map<String, Object> settings = new HashMap<>(serde.settings());
    settings.put("specific.avro.reader", "true");
    settings.put("specific.avro.value.type", type.getName());
    return settings;
  }
}
