package dev.otajobs.serde;

import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in Confluent's wire format into a class that Avro generated. It resolves the
 * writer's schema, which it gets from the registry, to the class's own schema. A null stays a null,
 * so that tombstones pass. {@link AvroSerdeConfig} has the settings. Once configured, many threads
 * may use it.
 *
 * @param <T> the class to read into
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  /** Where newer clients of Confluent can write the schema's id or GUID. */
  private static final String KEY_ID_HEADER = "__key_schema_id";

  private static final String VALUE_ID_HEADER = "__value_schema_id";

  private final @Nullable Class<T> type;
  private volatile boolean isKey;
  private volatile @Nullable RecordDecoder<T> decoder;

  /**
   * Makes one that reads into the class that {@code specific.avro.value.type} (for keys: {@code
   * specific.avro.key.type}) names. Kafka uses this constructor.
   */
  public AvroDeserializer() {
    this.type = null;
  }

  /** Makes one that reads into {@code type}, whatever the settings name. */
  public AvroDeserializer(Class<T> type) {
    this.type = type;
  }

  /**
   * Reads the settings. It does not ask the registry yet.
   *
   * @throws ConfigException with every setting that cannot be used
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroSerdeConfig config = AvroSerdeConfig.from(configs, isKey);
    Class<?> reader = type == null ? named(config.readerClass(), isKey) : type;
    this.isKey = isKey;
    decoder = new RecordDecoder<>(new SchemaRegistryClient(config.registry()), reader);
  }

  /**
   * The record in {@code data}, which must hold the wire format's header, one record and nothing
   * more.
   *
   * @throws SerializationException if the bytes are wrong, with what is wrong with them; the same
   *     bytes will be refused again
   * @throws dev.otajobs.serde.registry.RegistryUnavailableException if the registry could not be
   *     asked for the schema; the same bytes may be read later
   * @throws org.apache.kafka.common.errors.InterruptException if the thread is interrupted while it
   *     waits for the registry
   * @throws IllegalStateException before {@link #configure}
   */
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

  /** The same, with a reason of its own for a record whose schema id is in its headers. */
  @Override
  public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] data) {
    if (data != null) {
      WireFormat.refuseIdInHeader(headers, isKey ? KEY_ID_HEADER : VALUE_ID_HEADER, data);
    }
    return deserialize(topic, data);
  }

  private static Class<?> named(Optional<String> name, boolean isKey) {
    String key = AvroSerdeConfig.readerClassKey(isKey);
    try {
      return Utils.loadClass(
          name.orElseThrow(() -> new ConfigException(key + " must name the class to read into")),
          SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new ConfigException(key + " must name a class that Avro generated");
    }
  }
}
