package dev.otajobs.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes JSON as bytes of UTF-8, each character as itself where JSON allows it: the classic Java
 * SDK cannot read Unicode escapes. By hand, since a generator for any JSON took 8 to 9 % of a
 * query's and of an event's time; that what is written is JSON is the caller's to see to.
 */
public final class JsonWriter {

  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] HEX = ascii("0123456789abcdef");

  /** By ASCII character: what follows the backslash; 0 if it stands for itself. */
  private static final byte[] ESCAPES = escapes();

  private static final int TYPICAL_BYTES = 1024;
  private static final int LONGEST_ESCAPE = 6;

  private byte[] bytes = new byte[TYPICAL_BYTES];
  private int size;

  /** Whether a comma must come before what comes next. */
  private boolean separated;

  JsonWriter() {}

  /**
   * One object in UTF-8.
   *
   * @param members writes them
   */
  public static byte[] object(Consumer<JsonWriter> members) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    members.accept(out);
    out.endObject();
    return out.toBytes();
  }

  /** A name as {@link #name(byte[])} takes it. */
  static byte[] encodedName(String ascii) {
    return ascii('"' + ascii + "\":");
  }

  /** A member's name that was encoded before, once. */
  void name(byte[] encoded) {
    separate();
    append(encoded);
    separated = false;
  }

  /** A member's name; its value is next. */
  public void name(String name) {
    value(name);
    append(':');
    separated = false;
  }

  /** A member. */
  public void member(String name, String value) {
    name(name);
    value(value);
  }

  /** A member. */
  public void member(String name, long value) {
    name(name);
    value(value);
  }

  /** A member. */
  public void member(String name, boolean value) {
    name(name);
    value(value);
  }

  public void beginObject() {
    begin('{');
  }

  public void endObject() {
    end('}');
  }

  public void beginArray() {
    begin('[');
  }

  public void endArray() {
    end(']');
  }

  /** A number. */
  public void value(long value) {
    separate();
    append(ascii(Long.toString(value)));
    separated = true;
  }

  /** A boolean. */
  public void value(boolean value) {
    separate();
    append(value ? TRUE : FALSE);
    separated = true;
  }

  /** A text; half of a surrogate pair becomes a question mark. */
  public void value(String text) {
    separate();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    reserve(LONGEST_ESCAPE * utf8.length + 2);
    bytes[size++] = '"';
    for (byte each : utf8) {
      if (each < 0 || ESCAPES[each] == 0) {
        bytes[size++] = each;
      } else {
        appendEscape(each);
      }
    }
    bytes[size++] = '"';
    separated = true;
  }

  /** A text of ASCII characters, none of which needs an escape. */
  void plain(byte[] text) {
    separate();
    append('"');
    append(text);
    append('"');
    separated = true;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void appendEscape(byte c) {
    bytes[size++] = '\\';
    bytes[size++] = ESCAPES[c];
    if (ESCAPES[c] == 'u') {
      bytes[size++] = '0';
      bytes[size++] = '0';
      bytes[size++] = HEX[c >> 4];
      bytes[size++] = HEX[c & 0xF];
    }
  }

  private void begin(char bracket) {
    separate();
    append(bracket);
    separated = false;
  }

  private void end(char bracket) {
    append(bracket);
    separated = true;
  }

  private void separate() {
    if (separated) {
      append(',');
    }
  }

  private void append(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  private void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    Arrays.fill(escapes, 0, 0x20, (byte) 'u');
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
