package dev.otajobs.codec;

import dev.otajobs.job.FieldMap;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Tag;
import java.util.Arrays;
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

  /** By the field's ordinal; encoded once, not for every reply. */
  private static final byte[][] NAMES =
      Arrays.stream(JobField.values())
          .map(field -> JsonWriter.encodedName(field.apiName()))
          .toArray(byte[][]::new);

  private final JsonWriter out;

  private JobJson(JsonWriter out) {
    this.out = out;
  }

  /** Writes the fields into the object that the writer is in. */
  public static void write(Map<JobField, FieldValue> fields, JsonWriter out) {
    JobJson writer = new JobJson(out);
    FieldMap.copyOf(fields)
        .forEach(
            (field, value) -> {
              out.name(NAMES[field.ordinal()]);
              value.accept(writer);
            });
  }

  /** Writes one field's value. */
  static void write(FieldValue value, JsonWriter out) {
    value.accept(new JobJson(out));
  }

  @Override
  public void text(String value) {
    out.value(value);
  }

  @Override
  public void whole(int value) {
    out.value(value);
  }

  @Override
  public void flag(boolean value) {
    out.value(value);
  }

  @Override
  public void time(long epochMillis) {
    out.plain(UtcTime.ascii(epochMillis));
  }

  @Override
  public void textList(List<String> values) {
    out.beginObject();
    out.name(SRC_VERSION);
    out.beginArray();
    values.forEach(out::value);
    out.endArray();
    out.endObject();
  }

  @Override
  public void tagList(List<Tag> tags) {
    out.beginObject();
    out.name(TAG);
    out.beginArray();
    for (Tag tag : tags) {
      out.beginObject();
      out.member("Key", tag.key());
      out.member("Value", tag.value());
      out.endObject();
    }
    out.endArray();
    out.endObject();
  }

  @Override
  public void cleared() {
    throw new IllegalStateException("a view has no cleared fields");
  }
}
