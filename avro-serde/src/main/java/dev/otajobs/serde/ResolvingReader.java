package dev.otajobs.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that were written with one schema. Avro's fast reader, which takes half the
 * time, reads them. If it fails, the slow one reads the same bytes again, because its message names
 * the field. Many threads may use it.
 */
final class ResolvingReader<T> {

  private final int schemas;
  private final DatumReader<T> fast;
  private final DatumReader<T> naming;

  /** How many schemas the writer's holds: what the readers take grows with it. */
  int schemas() {
    return schemas;
  }

  /**
   * Prepares both readers.
   *
   * @throws SerializationException if the writer's schema would cost too much (see {@link
   *     WriterSchemaCheck}) or cannot be resolved to the reader's
   */
  ResolvingReader(Schema writer, Schema reader, CompiledModel model) {
    try {
      this.schemas = WriterSchemaCheck.check(writer);
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

  /**
   * The record.
   *
   * @param bytes the header of the wire format and the record
   * @param decoder over these bytes, at the first byte after the header
   * @throws SerializationException if they are not exactly one record
   */
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

  /** A decoder at the first byte after the header; {@code reuse} is used again if it is given. */
  static BinaryDecoder decoder(byte[] bytes, @Nullable BinaryDecoder reuse) {
    return DecoderFactory.get()
        .binaryDecoder(
            bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, reuse);
  }
}
