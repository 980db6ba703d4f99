package dev.otajobs.codec;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads Avro's binary primitives from bytes in memory, as {@code BinaryDecoder} does, which was one
 * of the larger parts of our own share in the profile of a query. Bytes that end too early, or are
 * no such thing, throw a RuntimeException.
 */
final class StoredBytes {

  private final byte[] bytes;
  private int at;

  /**
   * @param from where to begin
   */
  StoredBytes(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  boolean readBoolean() {
    return bytes[at++] == 1;
  }

  int readInt() {
    return Math.toIntExact(readLong());
  }

  /** The least significant seven bits come first, the sign is the lowest bit. */
  long readLong() {
    long zigzag = 0;
    int shift = 0;
    byte next;
    do {
      if (shift > 63) {
        throw new IllegalArgumentException("a number is too long");
      }
      next = bytes[at++];
      zigzag |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  String readString() {
    int length = readInt();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  UUID readUuid() {
    return new UUID(readEight(), readEight());
  }

  private long readEight() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[at++] & 0xFFL);
    }
    return value;
  }
}
