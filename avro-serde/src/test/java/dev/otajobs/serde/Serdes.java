package dev.otajobs.serde;

import dev.otajobs.events.OtaJobEvent;
import java.util.HashMap;
import java.util.Map;

/** Configured serializers, impatient with the registry. */
final class Serdes {

  private Serdes() {}

  static Map<String, Object> settings(String url) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", url);
    settings.put("retries.wait.ms", 1);
    settings.put("missing.id.wait.ms", 0);
    return settings;
  }

  static AvroSerializer<OtaJobEvent> serializer(Map<String, ?> settings) {
    AvroSerializer<OtaJobEvent> serializer = new AvroSerializer<>();
    serializer.configure(settings, false);
    return serializer;
  }

  static AvroDeserializer<OtaJobEvent> deserializer(Map<String, ?> settings) {
    AvroDeserializer<OtaJobEvent> deserializer = new AvroDeserializer<>(OtaJobEvent.class);
    deserializer.configure(settings, false);
    return deserializer;
  }
}
