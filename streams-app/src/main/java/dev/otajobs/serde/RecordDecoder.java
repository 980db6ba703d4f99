package dev.otajobs.serde;

import dev.otajobs.serde.registry.LoadingCache;
import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
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
  private final LoadingCache<Integer, DatumReader<T>> readers;
  private final AtomicReference<@Nullable BinaryDecoder> spare = new AtomicReference<>();

  RecordDecoder(SchemaRegistryClient registry, Class<?> type) {
    this.registry = registry;
    this.model = new CompiledModel(type);
    this.expected = model.getSchema(type);
    this.readers = new LoadingCache<>(MAX_READERS, this::reader);
  }

  T decode(byte[] bytes) {
    DatumReader<T> reader = readers.get(WireFormat.schemaId(bytes));
    int length = bytes.length - WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, spare.getAndSet(null));
    T record = read(reader, decoder);
    spare.set(decoder);
    return record;
  }

  private static <T> T read(DatumReader<T> reader, BinaryDecoder decoder) {
    try {
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("bytes are left after the record's end");
      }
      return record;
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new SerializationException(FieldException.reason(e), e);
    }
  }

  private DatumReader<T> reader(int id) {
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
    try {
      WriterSchemaCheck.check(writer);
    } catch (StackOverflowError e) {
      throw new SerializationException("the writer's schema is nested too deeply");
    }
    return new FieldNamingReader<>(writer, expected, model);
  }

  private boolean isExpected(String name) {
    return name.equals(expected.getFullName()) || expected.getAliases().contains(name);
  }
}
