package dev.otajobs.projection;

import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * The keys of a job's history in its store: JobId and account in UTF-8, each followed by a zero
 * byte, which neither can have; then what fell out, and after it the changes in the order of their
 * stamps, each with its position: a copy of an event is a record of its own.
 */
public final class HistoryKey {

  /** The key that says that every job of the table has a history. No job's keys are like it. */
  static final byte[] BUILT = {0};

  private static final byte END = 0;
  private static final byte EARLIER = 1;
  private static final byte CHANGE = 2;
  private static final byte AFTER = 3;

  /** Revision, time, event id, partition, offset. */
  private static final int CHANGE_BYTES = 5 * Long.BYTES + Integer.BYTES;

  private HistoryKey() {}

  /** Where what fell out of the history is stored: before all changes. */
  static byte[] earlier(JobKey key) {
    return with(key, EARLIER, 0).array();
  }

  /** Whether this key of the job's history is a change's, not {@link #earlier}. */
  static boolean isChange(JobKey job, byte[] key) {
    return key[earlier(job).length - 1] == CHANGE;
  }

  /** Where a change is stored. */
  static byte[] change(JobKey key, JobChange change) {
    Stamp stamp = change.stamp();
    SortedMap<Integer, Long> position = change.says().revision().offsets();
    return with(key, CHANGE, CHANGE_BYTES)
        .putLong(stamp.revision())
        .putLong(stamp.occurredAt())
        .putLong(stamp.eventId().getMostSignificantBits())
        .putLong(stamp.eventId().getLeastSignificantBits())
        .putInt(position.firstKey())
        .putLong(position.values().iterator().next())
        .array();
  }

  /** Before all keys of this JobId, in whatever account. */
  static byte[] first(byte[] jobId) {
    return bound(jobId, END);
  }

  /** After all keys of this JobId. */
  static byte[] last(byte[] jobId) {
    return bound(jobId, (byte) (END + 1));
  }

  private static byte[] bound(byte[] jobId, byte end) {
    byte[] bound = Arrays.copyOf(jobId, jobId.length + 1);
    bound[jobId.length] = end;
    return bound;
  }

  /** After all keys of the job's history. */
  static byte[] end(JobKey key) {
    return with(key, AFTER, 0).array();
  }

  private static ByteBuffer with(JobKey key, byte kind, int more) {
    byte[] job = key.jobId().getBytes(StandardCharsets.UTF_8);
    byte[] account = key.accountId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(job.length + account.length + 3 + more)
        .put(job)
        .put(END)
        .put(account)
        .put(END)
        .put(kind);
  }
}
