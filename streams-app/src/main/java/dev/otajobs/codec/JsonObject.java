package dev.otajobs.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One JSON object as bytes, in raw UTF-8: the classic Java SDK cannot read Unicode escapes, into
 * which Jackson would otherwise turn emoji and other characters beyond the first plane.
 */
public final class JsonObject {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private static final int TYPICAL_BYTES = 1024;

  private JsonObject() {}

  /** Writes the members of the object. */
  public interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  /** The object with these members. */
  public static byte[] of(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
