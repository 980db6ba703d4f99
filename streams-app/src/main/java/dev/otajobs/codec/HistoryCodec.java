package dev.otajobs.codec;

import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The format of histories, on disk, in the changelog and between instances: the format's number in
 * one byte, then Avro's binary primitives, as {@link JobsSerde} has them.
 */
public final class HistoryCodec {

  private static final int FORMAT = 1;

  private HistoryCodec() {}

  /** The bytes of a change. */
  public static byte[] encode(JobChange change) {
    StoredBuffer out = new StoredBuffer();
    out.writeByte(FORMAT);
    write(change, out);
    return out.toBytes();
  }

  /** The change of these bytes. */
  public static JobChange change(byte[] bytes) {
    return read(bytes, HistoryCodec::readChange);
  }

  /** The bytes of what fell out of a history. */
  public static byte[] encode(JobHistory.Earlier earlier) {
    StoredBuffer out = new StoredBuffer();
    out.writeByte(FORMAT);
    write(earlier, out);
    return out.toBytes();
  }

  /** What fell out of a history, by these bytes. */
  public static JobHistory.Earlier earlier(byte[] bytes) {
    return read(bytes, HistoryCodec::readEarlier);
  }

  /** The bytes of a whole history. */
  public static byte[] encode(JobHistory history) {
    StoredBuffer out = new StoredBuffer();
    out.writeByte(FORMAT);
    out.writeBoolean(history.earlier().isPresent());
    history.earlier().ifPresent(earlier -> write(earlier, out));
    out.writeInt(history.changes().size());
    history.changes().forEach(change -> write(change, out));
    return out.toBytes();
  }

  /** The history of these bytes. */
  public static JobHistory history(byte[] bytes) {
    return read(bytes, HistoryCodec::readHistory);
  }

  private static void write(JobChange change, StoredBuffer out) {
    JobWriter writer = new JobWriter(out);
    writer.writeStamp(change.stamp());
    out.writeString(change.source());
    out.writeLong(change.writtenAt());
    writer.write(change.says());
  }

  private static JobChange readChange(StoredBytes in) {
    JobReader reader = new JobReader(in);
    Stamp stamp = reader.readStamp();
    String source = in.readString();
    long writtenAt = in.readLong();
    return new JobChange(stamp, reader.read(), source, writtenAt);
  }

  private static void write(JobHistory.Earlier earlier, StoredBuffer out) {
    JobWriter writer = new JobWriter(out);
    writer.writeStamp(earlier.last());
    writer.write(earlier.job());
  }

  private static JobHistory.Earlier readEarlier(StoredBytes in) {
    JobReader reader = new JobReader(in);
    Stamp last = reader.readStamp();
    return new JobHistory.Earlier(reader.read(), last);
  }

  private static JobHistory readHistory(StoredBytes in) {
    Optional<JobHistory.Earlier> earlier =
        in.readBoolean() ? Optional.of(readEarlier(in)) : Optional.empty();
    List<JobChange> changes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      changes.add(readChange(in));
    }
    return new JobHistory(earlier, changes);
  }

  private static <T> T read(byte[] bytes, Function<StoredBytes, T> read) {
    if (bytes.length == 0 || bytes[0] != FORMAT) {
      throw new SerializationException(
          "a stored history has another format than " + FORMAT + ", the one of this release");
    }
    try {
      return read.apply(new StoredBytes(bytes, 1));
    } catch (RuntimeException e) {
      throw new SerializationException("a stored history is damaged: " + e.getMessage(), e);
    }
  }
}
