package dev.otajobs.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one writer's schema. Avro's fast reader, twice as fast, does the work; what it
 * cannot read is read again by the slow one, which says where the trouble is. Safe for threads.
 */
final class ResolvingReader<T> {

  private final DatumReader<T> fast;
  private final DatumReader<T> naming;

  /** Throws {@link SerializationException} for a schema that is hostile or cannot be resolved. */
  ResolvingReader(Schema writer, Schema reader, CompiledModel model) {
    try {
      WriterSchemaCheck.check(writer);
      Schema expected = UnknownBranches.added(writer, reader);
      this.fast = model.getFastReaderBuilder().createDatumReader(writer, expected);
      this.naming = new FieldNamingReader<>(writer, expected, model);
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new SerializationException(
          "the writer's schema cannot be resolved to ours: " + FieldException.reason(e), e);
    }
  }

  /** The record in all of {@code bytes} after the header; {@code decoder} stands at its start. */
  T read(byte[] bytes, BinaryDecoder decoder) {
    T record;
    boolean end;
    try {
      record = fast.read(null, decoder);
      end = decoder.isEnd();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new SerializationException(explain(bytes, e), e);
    }
    if (!end) {
      throw new SerializationException("bytes are left after the record's end");
    }
    return record;
  }

  private String explain(byte[] bytes, Throwable failure) {
    try {
      naming.read(null, decoder(bytes, null));
      return FieldException.reason(failure);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return FieldException.reason(e);
    }
  }

  static BinaryDecoder decoder(byte[] bytes, @Nullable BinaryDecoder reuse) {
    return DecoderFactory.get()
        .binaryDecoder(
            bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, reuse);
  }
}
