package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/** A value of a {@link JobField}, in one of the types that the reply knows. */
public sealed interface FieldValue {

  /**
   * A text that is equal for equal values only. Decides between two values that carry the same
   * stamp, so that even a producer that reuses an event id gets the same job in any order.
   */
  String canonical();

  /** Hands the value to the method of its type. */
  void accept(Visitor visitor);

  /** Takes a value by its type; a new type cannot be forgotten. */
  interface Visitor {
    void text(String value);

    void whole(int value);

    void flag(boolean value);

    void time(long epochMillis);

    void textList(List<String> values);

    void tagList(List<Tag> tags);

    void cleared();
  }

  /** A string, an enumeration's symbol included. */
  record Text(String value) implements FieldValue {
    public Text {
      requireNonNull(value, "value");
    }

    @Override
    public String canonical() {
      return "t" + value;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.text(value);
    }
  }

  /** An integer. */
  record Whole(int value) implements FieldValue {
    @Override
    public String canonical() {
      return "w" + value;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.whole(value);
    }
  }

  /** A boolean. */
  record Flag(boolean value) implements FieldValue {
    @Override
    public String canonical() {
      return "f" + value;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.flag(value);
    }
  }

  /** A time, in milliseconds since 1970-01-01T00:00:00Z. */
  record Time(long epochMillis) implements FieldValue {
    @Override
    public String canonical() {
      return "i" + epochMillis;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.time(epochMillis);
    }
  }

  /** A list of strings. */
  record TextList(List<String> values) implements FieldValue {
    public TextList {
      values = List.copyOf(values);
    }

    @Override
    public String canonical() {
      return "l" + values.stream().map(FieldValue::quoted).collect(Collectors.joining(","));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.textList(values);
    }
  }

  /** A list of tags. */
  record TagList(List<Tag> tags) implements FieldValue {
    public TagList {
      tags = List.copyOf(tags);
    }

    @Override
    public String canonical() {
      return "g"
          + tags.stream()
              .map(tag -> quoted(tag.key()) + "=" + quoted(tag.value()))
              .collect(Collectors.joining(","));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.tagList(tags);
    }
  }

  /** What a patch writes to remove an optional field; never seen in a view. */
  record Cleared() implements FieldValue {
    @Override
    public String canonical() {
      return "c";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.cleared();
    }
  }

  /** The text with its length before it, so that joined texts cannot be taken for others. */
  static String quoted(String text) {
    return text.length() + ":" + text;
  }
}
