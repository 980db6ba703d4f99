package dev.otajobs.codec;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.Encoder;

/** Writes a field's value: the number of its type, then its content. */
final class FieldValueWriter implements FieldValue.Visitor {

  static final int TEXT = 1;
  static final int WHOLE = 2;
  static final int FLAG = 3;
  static final int TIME = 4;
  static final int TEXT_LIST = 5;
  static final int TAG_LIST = 6;
  static final int CLEARED = 7;

  private final Encoder out;

  FieldValueWriter(Encoder out) {
    this.out = out;
  }

  void write(FieldValue value) throws IOException {
    try {
      value.accept(this);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void text(String value) {
    writing(TEXT, () -> out.writeString(value));
  }

  @Override
  public void whole(int value) {
    writing(WHOLE, () -> out.writeInt(value));
  }

  @Override
  public void flag(boolean value) {
    writing(FLAG, () -> out.writeBoolean(value));
  }

  @Override
  public void time(long epochMillis) {
    writing(TIME, () -> out.writeLong(epochMillis));
  }

  @Override
  public void textList(List<String> values) {
    writing(
        TEXT_LIST,
        () -> {
          out.writeInt(values.size());
          for (String value : values) {
            out.writeString(value);
          }
        });
  }

  @Override
  public void tagList(List<Tag> tags) {
    writing(
        TAG_LIST,
        () -> {
          out.writeInt(tags.size());
          for (Tag tag : tags) {
            out.writeString(tag.key());
            out.writeString(tag.value());
          }
        });
  }

  @Override
  public void cleared() {
    writing(CLEARED, () -> {});
  }

  private void writing(int type, Content content) {
    try {
      out.writeInt(type);
      content.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Content {
    void write() throws IOException;
  }
}
