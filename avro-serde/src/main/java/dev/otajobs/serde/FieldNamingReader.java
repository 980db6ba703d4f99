package dev.otajobs.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Avro's reader, whose failures say which field they are in. It does without Avro's fast reader,
 * which has no place to do that. Safe for threads.
 */
final class FieldNamingReader<T> extends SpecificDatumReader<T> {

  FieldNamingReader(Schema writer, Schema reader, CompiledModel model) {
    super(writer, reader, model);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T read(@Nullable T reuse, Decoder in) throws IOException {
    SystemLimitException.beginCollectionAllocationScope();
    try {
      ResolvingDecoder resolver = getResolver(getSchema(), getExpected());
      resolver.configure(in);
      T result = (T) read(reuse, getExpected(), resolver);
      resolver.drain();
      return result;
    } finally {
      SystemLimitException.endCollectionAllocationScope();
    }
  }

  @Override
  protected void readField(
      Object record, Schema.Field field, Object old, ResolvingDecoder in, Object state)
      throws IOException {
    try {
      super.readField(record, field, old, in, state);
    } catch (IOException | RuntimeException e) {
      throw FieldException.in(field, e);
    }
  }
}
