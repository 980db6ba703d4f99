package dev.otajobs.serde;

import dev.otajobs.serde.registry.LoadingCache;
import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record from bytes that anybody may have written. It allocates at most a small multiple of
 * the bytes' length. Many threads may use it.
 */
final class RecordDecoder<T> {

  /** Of all schemas within the writers' schemas that are kept. */
  private static final long MAX_SCHEMAS = 100_000;

  /** What a refusal counts like: its reason may have so many characters. */
  private static final int REFUSED = 1_000;

  /**
   * What is known of a writer's schema. One that is refused is refused for good: the schema of an
   * id never changes.
   */
  private sealed interface Known<T> {

    int schemas();

    record Readable<T>(ResolvingReader<T> reader) implements Known<T> {

      @Override
      public int schemas() {
        return reader.schemas();
      }
    }

    record Refused<T>(String why) implements Known<T> {

      @Override
      public int schemas() {
        return REFUSED;
      }
    }
  }

  private final SchemaRegistryClient registry;
  private final Schema expected;
  private final CompiledModel model;
  private final LoadingCache<Integer, Known<T>> readers;
  private final AtomicReference<@Nullable BinaryDecoder> spare = new AtomicReference<>();

  RecordDecoder(SchemaRegistryClient registry, Class<?> type) {
    this.registry = registry;
    this.model = new CompiledModel(type);
    this.expected = model.getSchema(type);
    this.readers = new LoadingCache<>(MAX_SCHEMAS, Known::schemas, this::known);
  }

  T decode(byte[] bytes) {
    ResolvingReader<T> reader = reader(readers.get(WireFormat.schemaId(bytes)));
    BinaryDecoder decoder = ResolvingReader.decoder(bytes, spare.getAndSet(null));
    T record = reader.read(bytes, decoder);
    spare.set(decoder);
    return record;
  }

  private static <T> ResolvingReader<T> reader(Known<T> known) {
    if (known instanceof Known.Readable<T> readable) {
      return readable.reader();
    }
    throw new SerializationException(((Known.Refused<T>) known).why());
  }

  private Known<T> known(int id) {
    // What the registry says of an id may change: that is not kept here.
    Schema writer = registry.schema(id);
    try {
      return new Known.Readable<>(reader(writer));
    } catch (SerializationException e) {
      String why = String.valueOf(e.getMessage());
      return new Known.Refused<>(why.substring(0, Math.min(REFUSED, why.length())));
    }
  }

  private ResolvingReader<T> reader(Schema writer) {
    if (writer.getType() != Schema.Type.RECORD || !isExpected(writer.getFullName())) {
      throw new SerializationException(
          "the record is of type "
              + (writer.getType() == Schema.Type.RECORD
                  ? writer.getFullName()
                  : writer.getType().getName())
              + ", expected "
              + expected.getFullName());
    }
    return new ResolvingReader<>(writer, expected, model);
  }

  private boolean isExpected(String name) {
    return name.equals(expected.getFullName()) || expected.getAliases().contains(name);
  }
}
