package dev.otajobs.serde;

import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format into a generated class, resolving the writer's schema, which the
 * registry knows, to the class's own. A null stays a null. Settings: {@link SerdeConfig}. Safe for
 * threads once configured.
 *
 * <p>Throws {@link SerializationException} if the bytes are wrong and always will be, saying what
 * is wrong with them; {@link dev.otajobs.serde.registry.RegistryUnavailableException} if the
 * registry cannot be asked, which says nothing about the bytes.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final @Nullable Class<T> type;
  private volatile @Nullable RecordDecoder<T> decoder;

  /** Reads into the class that {@code specific.avro.value.type} (or {@code key}) names. */
  public AvroDeserializer() {
    this.type = null;
  }

  /** Reads into {@code type}, whatever the settings name. */
  public AvroDeserializer(Class<T> type) {
    this.type = type;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    SerdeConfig config = SerdeConfig.from(configs, isKey);
    Class<?> reader = type == null ? named(config.readerClass(), isKey) : type;
    decoder = new RecordDecoder<>(new SchemaRegistryClient(config.registry()), reader);
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    RecordDecoder<T> configured = decoder;
    if (configured == null) {
      throw new IllegalStateException("AvroDeserializer is used before configure()");
    }
    return configured.decode(data);
  }

  private static Class<?> named(Optional<String> name, boolean isKey) {
    String key = "specific.avro." + (isKey ? "key" : "value") + ".type";
    try {
      return Utils.loadClass(
          name.orElseThrow(() -> new ConfigException(key + " must name the class to read into")),
          SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new ConfigException(key + " must name a class that Avro generated");
    }
  }
}
