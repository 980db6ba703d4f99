package dev.otajobs.benchmarks.load.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.otajobs.events.OtaJobEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** An event as the JSON that the peers read: the schema's names, what is null left out. */
public final class PeerEvents {

  private static final JsonFactory JSON = new JsonFactory();

  private PeerEvents() {}

  /** The record's value. */
  public static byte[] json(OtaJobEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      SpecificRecord change = (SpecificRecord) event.getChange();
      out.writeStartObject();
      fields(out, event, "change");
      out.writeStringField("type", type(change));
      out.writeObjectFieldStart("change");
      fields(out, change, "cleared");
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String type(SpecificRecord change) {
    return change.getSchema().getName().replace("OtaJob", "").toLowerCase(Locale.ROOT);
  }

  private static void fields(JsonGenerator out, SpecificRecord record, String without)
      throws IOException {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null && !field.name().equals(without)) {
        out.writeFieldName(field.name());
        value(out, value);
      }
    }
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Instant time) {
      out.writeNumber(time.toEpochMilli());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        value(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof SpecificRecord record) {
      out.writeStartObject();
      fields(out, record, "");
      out.writeEndObject();
    } else {
      out.writeString(value.toString());
    }
  }
}
