package dev.otajobs.serde;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/**
 * The header of Confluent's wire format: a zero byte and the schema's id as a big-endian int. The
 * record in Avro's binary encoding follows. Confluent <a
 * href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">describes
 * the format</a>.
 */
final class WireFormat {

  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;
  private static final int WIDE_HEADER_BYTES = 9;

  private WireFormat() {}

  /** Writes the zero byte and the id. */
  static void writeHeader(ByteArrayOutputStream out, int schemaId) {
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
  }

  /**
   * The schema's id.
   *
   * @throws SerializationException if the bytes do not begin with a header of this format
   */
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
    if (id == 0) {
      throw new SerializationException(
          bytes.length < WIDE_HEADER_BYTES
              ? "schema id 0 is given to no schema"
              : "schema id 0 is given to no schema; if the producer writes ids of 8 bytes, as"
                  + " Apicurio Registry's serializers of version 2 do, let it write 4:"
                  + " apicurio.registry.as-confluent=true");
    }
    return id;
  }

  /**
   * Refuses a record whose schema id stands in a header of the record, which is another format.
   *
   * @throws SerializationException if it does, and the bytes do not begin with the zero byte
   */
  static void refuseIdInHeader(Headers headers, String name, byte[] bytes) {
    if (bytes.length > 0 && bytes[0] != MAGIC && headers.lastHeader(name) != null) {
      throw new SerializationException(
          "the schema's id is in the header "
              + name
              + ", which is not read: let the producer write it before the record, as Confluent's"
              + " serializers do by default");
    }
  }
}
