package dev.otajobs.serde;

import dev.otajobs.serde.registry.LoadingCache;
import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in, record out, whatever the bytes are: at most a small multiple of their length is
 * allocated. Safe for threads.
 */
final class RecordDecoder<T> {

  private static final int MAX_READERS = 1_000;

  private final SchemaRegistryClient registry;
  private final Schema expected;
  private final CompiledModel model;
  private final LoadingCache<Integer, ResolvingReader<T>> readers;
  private final AtomicReference<@Nullable BinaryDecoder> spare = new AtomicReference<>();

  RecordDecoder(SchemaRegistryClient registry, Class<?> type) {
    this.registry = registry;
    this.model = new CompiledModel(type);
    this.expected = model.getSchema(type);
    this.readers = new LoadingCache<>(MAX_READERS, this::reader);
  }

  T decode(byte[] bytes) {
    ResolvingReader<T> reader = readers.get(WireFormat.schemaId(bytes));
    BinaryDecoder decoder = ResolvingReader.decoder(bytes, spare.getAndSet(null));
    T record = reader.read(bytes, decoder);
    spare.set(decoder);
    return record;
  }

  private ResolvingReader<T> reader(int id) {
    Schema writer = registry.schema(id);
    if (writer.getType() != Schema.Type.RECORD || !isExpected(writer.getFullName())) {
      throw new SerializationException(
          "event is of type "
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
