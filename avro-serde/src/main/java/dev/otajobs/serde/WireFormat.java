package dev.otajobs.serde;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's wire format: byte 0, the schema's id as a big-endian int, the record. See <a
 * href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">its
 * description</a>.
 */
final class WireFormat {

  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  static void writeHeader(ByteArrayOutputStream out, int schemaId) {
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
  }

  /** The schema id; throws {@link SerializationException} for bytes of another format. */
  static int schemaId(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] != MAGIC) {
      throw new SerializationException(
          "magic byte is " + (bytes[0] & 0xff) + ", not 0: not in Confluent's wire format");
    }
    if (bytes.length < HEADER_BYTES) {
      throw new SerializationException(
          "truncated: " + bytes.length + " bytes, less than the 5 of the wire format's header");
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    if (id < 0) {
      throw new SerializationException("schema id " + id + " is negative");
    }
    return id;
  }
}
