package dev.otajobs.serde;

import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of classes that Avro generated in Confluent's wire format. A null stays a null, so
 * that tombstones pass. {@link AvroSerdeConfig} has the settings. Once configured, many threads may
 * use it.
 *
 * @param <T> the class of the records
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  private volatile @Nullable RecordEncoder encoder;

  /** Makes one that has to be configured before it writes. */
  public AvroSerializer() {}

  /**
   * Reads the settings. It does not ask the registry yet.
   *
   * @throws org.apache.kafka.common.config.ConfigException with every setting that cannot be used
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroSerdeConfig config = AvroSerdeConfig.from(configs, isKey);
    encoder = new RecordEncoder(config, new SchemaRegistryClient(config.registry()));
  }

  /**
   * The bytes of {@code data}. The first record of each class and topic asks the registry for the
   * schema's id; later ones do not, as long as the last 1,000 or so classes and topics are the
   * same.
   *
   * @throws SerializationException if the record does not fit its schema, or the registry refuses
   *     or does not have the schema
   * @throws dev.otajobs.serde.registry.RegistryUnavailableException if the registry could not be
   *     asked; the same record may be written later
   * @throws org.apache.kafka.common.errors.InterruptException if the thread is interrupted while it
   *     waits for the registry
   * @throws IllegalStateException before {@link #configure}
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T data) {
    if (data == null) {
      return null;
    }
    RecordEncoder configured = encoder;
    if (configured == null) {
      throw new IllegalStateException("AvroSerializer is used before configure()");
    }
    return configured.encode(topic, data);
  }
}
