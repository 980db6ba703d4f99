package dev.otajobs.codec;

import dev.otajobs.job.StoredJob;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The store's own format: a version byte, then the job in Avro's binary primitives. It needs no
 * schema registry, so stored jobs can be read whenever the disk can. Versions that were released
 * stay readable for ever; their golden bytes are in the tests.
 */
public final class StoredJobSerde implements Serde<StoredJob> {

  static final int VERSION = 1;

  @Override
  public Serializer<StoredJob> serializer() {
    return (topic, job) -> encode(job);
  }

  @Override
  public Deserializer<StoredJob> deserializer() {
    return (topic, bytes) -> decode(bytes);
  }

  // Kafka passes null for "nothing stored".
  @SuppressWarnings("NullAway")
  private static byte @Nullable [] encode(@Nullable StoredJob job) {
    if (job == null) {
      return null;
    }
    StoredBuffer bytes = new StoredBuffer();
    bytes.writeByte(VERSION);
    new StoredJobWriter(bytes).write(job);
    return bytes.toBytes();
  }

  @SuppressWarnings("NullAway")
  private static @Nullable StoredJob decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new SerializationException(
          "a stored job is of format "
              + (bytes.length == 0 ? "none" : bytes[0])
              + ", this release reads "
              + VERSION
              + ": was the store written by a newer release?");
    }
    try {
      return new StoredJobReader(new StoredBytes(bytes, 1)).read();
    } catch (RuntimeException e) {
      throw new SerializationException("a stored job is damaged: " + e.getMessage(), e);
    }
  }
}
