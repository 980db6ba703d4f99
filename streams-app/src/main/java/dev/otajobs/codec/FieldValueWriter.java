package dev.otajobs.codec;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Tag;
import java.util.List;

/** Writes a field's value: the number of its type, then its content. */
final class FieldValueWriter implements FieldValue.Visitor {

  static final int TEXT = 1;
  static final int WHOLE = 2;
  static final int FLAG = 3;
  static final int TIME = 4;
  static final int TEXT_LIST = 5;
  static final int TAG_LIST = 6;
  static final int CLEARED = 7;

  private final StoredBuffer out;

  FieldValueWriter(StoredBuffer out) {
    this.out = out;
  }

  @Override
  public void text(String value) {
    out.writeInt(TEXT);
    out.writeString(value);
  }

  @Override
  public void whole(int value) {
    out.writeInt(WHOLE);
    out.writeInt(value);
  }

  @Override
  public void flag(boolean value) {
    out.writeInt(FLAG);
    out.writeBoolean(value);
  }

  @Override
  public void time(long epochMillis) {
    out.writeInt(TIME);
    out.writeLong(epochMillis);
  }

  @Override
  public void textList(List<String> values) {
    out.writeInt(TEXT_LIST);
    out.writeInt(values.size());
    values.forEach(out::writeString);
  }

  @Override
  public void tagList(List<Tag> tags) {
    out.writeInt(TAG_LIST);
    out.writeInt(tags.size());
    for (Tag tag : tags) {
      out.writeString(tag.key());
      out.writeString(tag.value());
    }
  }

  @Override
  public void cleared() {
    out.writeInt(CLEARED);
  }
}
