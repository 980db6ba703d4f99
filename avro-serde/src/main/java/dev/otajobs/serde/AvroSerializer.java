package dev.otajobs.serde;

import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in Confluent's wire format. A null stays a null. Settings: {@link
 * SerdeConfig}. Safe for threads once configured, as a producer may send from many.
 *
 * <p>Throws {@link SerializationException} if the record cannot be written or the registry refuses
 * its schema; {@link dev.otajobs.serde.registry.RegistryUnavailableException} if the registry
 * cannot be asked, which happens only before the first record of a subject.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  private volatile @Nullable RecordEncoder encoder;

  /** To be followed by {@link #configure}. */
  public AvroSerializer() {}

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    SerdeConfig config = SerdeConfig.from(configs, isKey);
    encoder = new RecordEncoder(config, new SchemaRegistryClient(config.registry()));
  }

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
