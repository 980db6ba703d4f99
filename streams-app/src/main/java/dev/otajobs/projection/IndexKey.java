package dev.otajobs.projection;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of an entry in the index by firmware: account, firmware, time of creation with the newest
 * first, JobId. As bytes: the texts in UTF-8, each of the first two followed by a zero byte, which
 * neither can have, and the time as 8 bytes that count down.
 *
 * @param utcCreate milliseconds since 1970
 */
public record IndexKey(String accountId, String firmwareId, long utcCreate, String jobId) {

  /** The key that says that every job of the table is in the index. No entry has it. */
  static final byte[] BUILT = {0};

  private static final byte END = 0;

  /** Above the first byte of any JobId in UTF-8. */
  private static final byte LAST = (byte) 0xFF;

  /** Orders JobIds as the index does: by their bytes. */
  public static int compareIds(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    byte[] prefix = prefix(accountId, firmwareId);
    byte[] id = jobId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(prefix.length + Long.BYTES + id.length)
        .put(prefix)
        .putLong(Long.MAX_VALUE - utcCreate)
        .put(id)
        .array();
  }

  /** The key of the record that is there once every job of the table is in the index. */
  public static byte[] built() {
    return BUILT.clone();
  }

  /** The key whose bytes these are. */
  public static IndexKey parse(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      return new IndexKey(text(in), text(in), Long.MAX_VALUE - in.getLong(), rest(in));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not a key of the index", e);
    }
  }

  /** Before all entries of this firmware whose job was created at this time or earlier. */
  public static byte[] first(String accountId, String firmwareId, long newest) {
    return bound(accountId, firmwareId, newest, 0);
  }

  /** After all entries of this firmware whose job was created at this time or later. */
  public static byte[] last(String accountId, String firmwareId, long oldest) {
    byte[] bound = bound(accountId, firmwareId, oldest, 1);
    bound[bound.length - 1] = LAST;
    return bound;
  }

  /** A key without a JobId, and room for more. */
  private static byte[] bound(String accountId, String firmwareId, long time, int more) {
    byte[] prefix = prefix(accountId, firmwareId);
    return ByteBuffer.allocate(prefix.length + Long.BYTES + more)
        .put(prefix)
        .putLong(Long.MAX_VALUE - time)
        .array();
  }

  private static byte[] prefix(String accountId, String firmwareId) {
    byte[] account = accountId.getBytes(StandardCharsets.UTF_8);
    byte[] firmware = firmwareId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(account.length + firmware.length + 2)
        .put(account)
        .put(END)
        .put(firmware)
        .put(END)
        .array();
  }

  private static String text(ByteBuffer in) {
    int start = in.position();
    int length = 0;
    while (in.get() != END) {
      length++;
    }
    return new String(in.array(), start, length, StandardCharsets.UTF_8);
  }

  private static String rest(ByteBuffer in) {
    return new String(in.array(), in.position(), in.remaining(), StandardCharsets.UTF_8);
  }
}
