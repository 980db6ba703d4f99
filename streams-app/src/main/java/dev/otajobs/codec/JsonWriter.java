package dev.otajobs.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON as bytes of UTF-8, each character as itself where JSON allows it: the classic Java
 * SDK cannot read Unicode escapes. By hand, since a generator for any JSON took a tenth of a
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
    reserve(LONGEST_ESCAPE * text.length() + 2);
    bytes[size++] = '"';
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        at += appendUtf8(text, at);
      } else if (ESCAPES[c] == 0) {
        bytes[size++] = (byte) c;
      } else {
        appendEscape(c);
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

  /** What a character and the next one are in UTF-8; says how many it took after the first. */
  private int appendUtf8(String text, int at) {
    int codePoint = text.codePointAt(at);
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xC0 | codePoint >> 6);
    } else if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      if (Character.isSurrogate((char) codePoint)) {
        bytes[size++] = '?';
        return 0;
      }
      bytes[size++] = (byte) (0xE0 | codePoint >> 12);
      bytes[size++] = continuation(codePoint >> 6);
    } else {
      bytes[size++] = (byte) (0xF0 | codePoint >> 18);
      bytes[size++] = continuation(codePoint >> 12);
      bytes[size++] = continuation(codePoint >> 6);
    }
    bytes[size++] = continuation(codePoint);
    return Character.charCount(codePoint) - 1;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | bits & 0x3F);
  }

  private void appendEscape(char c) {
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
