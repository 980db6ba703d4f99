package dev.otajobs.projection;

import dev.otajobs.events.OtaJobEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Avro's own single-object encoding, for tests of the topology that need no registry. */
final class RawAvro {

  private RawAvro() {}

  static byte[] encode(OtaJobEvent event) {
    try {
      return OtaJobEvent.getEncoder().encode(event).array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Deserializer<OtaJobEvent> deserializer() {
    return (topic, bytes) -> {
      try {
        return OtaJobEvent.getDecoder().decode(bytes);
      } catch (IOException | RuntimeException e) {
        throw new SerializationException("not an event: " + e.getMessage());
      }
    };
  }
}
