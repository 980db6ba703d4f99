package dev.otajobs.codec;

import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The format of the table's values, on disk, in the changelog and between instances: the format's
 * number in one byte, the number of jobs, then each account id and its job in Avro's binary
 * primitives. It needs no schema registry, so what is stored can be read whenever the disk can.
 *
 * <p>A value without jobs becomes null, which deletes it from the store and leaves a tombstone in
 * the changelog. A value of another format is refused with its number: see {@code
 * docs/operations.md} for what to do then.
 */
public final class JobsSerde implements Serde<Jobs> {

  /** The format that this release writes and reads. */
  public static final int FORMAT = 2;

  @Override
  public Serializer<Jobs> serializer() {
    return (topic, jobs) -> encode(jobs);
  }

  @Override
  public Deserializer<Jobs> deserializer() {
    return (topic, bytes) -> decode(bytes);
  }

  // Kafka passes null for "nothing stored".
  @SuppressWarnings("NullAway")
  private static byte @Nullable [] encode(@Nullable Jobs jobs) {
    if (jobs == null || jobs.isEmpty()) {
      return null;
    }
    StoredBuffer bytes = new StoredBuffer();
    bytes.writeByte(FORMAT);
    bytes.writeInt(jobs.byAccount().size());
    JobWriter writer = new JobWriter(bytes);
    jobs.byAccount()
        .forEach(
            (accountId, job) -> {
              bytes.writeString(accountId);
              writer.write(job);
            });
    return bytes.toBytes();
  }

  @SuppressWarnings("NullAway")
  private static @Nullable Jobs decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length == 0 || bytes[0] != FORMAT) {
      throw new SerializationException(
          "stored jobs have the format "
              + (bytes.length == 0 ? "none" : bytes[0])
              + ", this release reads the format "
              + FORMAT);
    }
    try {
      return read(new StoredBytes(bytes, 1));
    } catch (RuntimeException e) {
      throw new SerializationException("stored jobs are damaged: " + e.getMessage(), e);
    }
  }

  private static Jobs read(StoredBytes in) {
    int count = in.readInt();
    if (count < 1 || count > Jobs.MAX_ACCOUNTS) {
      throw new IllegalArgumentException(count + " jobs");
    }
    JobReader reader = new JobReader(in);
    if (count == 1) {
      return Jobs.of(in.readString(), reader.read());
    }
    SortedMap<String, Job> jobs = new TreeMap<>();
    for (int left = count; left > 0; left--) {
      jobs.put(in.readString(), reader.read());
    }
    return Jobs.of(jobs);
  }
}
