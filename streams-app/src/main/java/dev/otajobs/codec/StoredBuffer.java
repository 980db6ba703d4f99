package dev.otajobs.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Appends Avro's binary primitives to bytes in memory; {@link StoredBytes} is its mirror. */
final class StoredBuffer {

  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes = new byte[512];
  private int size;

  void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  void writeInt(int value) {
    writeLong(value);
  }

  void writeLong(long value) {
    reserve(LONGEST_NUMBER);
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      bytes[size++] = (byte) (zigzag | 0x80);
      zigzag >>>= 7;
    }
    bytes[size++] = (byte) zigzag;
  }

  void writeString(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    writeLong(encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  void writeUuid(UUID id) {
    writeEight(id.getMostSignificantBits());
    writeEight(id.getLeastSignificantBits());
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void writeEight(long value) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
