package dev.otajobs.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the fields of a job as members of a JSON object, as the reply's {@code Data} has them:
 * lists are wrapped in an object, whole numbers have no decimals, absent fields are absent.
 */
public final class JobJson implements FieldValue.Visitor {

  /** The member in the wrapper of {@link JobField#SRC_VERSIONS}. */
  public static final String SRC_VERSION = "SrcVersion";

  /** The member in the wrapper of {@link JobField#TAGS}. */
  public static final String TAG = "OtaTagDTO";

  /** Encoded once, not for every reply. */
  private static final Map<JobField, SerializedString> NAMES = names();

  private final JsonGenerator out;

  private JobJson(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the fields into the object that the generator is in. */
  public static void write(Map<JobField, FieldValue> fields, JsonGenerator out) throws IOException {
    JobJson writer = new JobJson(out);
    try {
      for (Map.Entry<JobField, FieldValue> field : fields.entrySet()) {
        out.writeFieldName(NAMES.get(field.getKey()));
        field.getValue().accept(writer);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void text(String value) {
    write(() -> out.writeString(value));
  }

  @Override
  public void whole(int value) {
    write(() -> out.writeNumber(value));
  }

  @Override
  public void flag(boolean value) {
    write(() -> out.writeBoolean(value));
  }

  @Override
  public void time(long epochMillis) {
    text(UtcTime.format(epochMillis));
  }

  @Override
  public void textList(List<String> values) {
    write(
        () -> {
          out.writeStartObject();
          out.writeArrayFieldStart(SRC_VERSION);
          for (String value : values) {
            out.writeString(value);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  @Override
  public void tagList(List<Tag> tags) {
    write(
        () -> {
          out.writeStartObject();
          out.writeArrayFieldStart(TAG);
          for (Tag tag : tags) {
            out.writeStartObject();
            out.writeStringField("Key", tag.key());
            out.writeStringField("Value", tag.value());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  @Override
  public void cleared() {
    throw new IllegalStateException("a view has no cleared fields");
  }

  private static void write(JsonWrite write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<JobField, SerializedString> names() {
    EnumMap<JobField, SerializedString> names = new EnumMap<>(JobField.class);
    for (JobField field : JobField.values()) {
      names.put(field, new SerializedString(field.apiName()));
    }
    return names;
  }

  private interface JsonWrite {
    void run() throws IOException;
  }
}
