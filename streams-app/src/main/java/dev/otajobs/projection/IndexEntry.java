package dev.otajobs.projection;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Stamped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the index by firmware: what a list must know of a job before it is looked up. All of
 * it is the creation's, so an entry changes only if an earlier creation of its job becomes known.
 *
 * @param isDynamic whether the batch is a dynamic one
 * @param iotInstanceId empty for the account's public instance
 */
public record IndexEntry(IndexKey key, boolean isDynamic, Optional<String> iotInstanceId) {

  /** The order of lists. */
  public static final Comparator<IndexEntry> NEWEST_FIRST =
      Comparator.comparingLong((IndexEntry entry) -> -entry.key().utcCreate())
          .thenComparing(entry -> entry.key().jobId(), IndexKey::compareIds);

  private static final byte DYNAMIC = 'D';
  private static final byte OTHER = 'S';
  private static final FieldValue IS_DYNAMIC = new FieldValue.Text("DYNAMIC");

  /** The entry of a job; empty while its creation is not known. */
  public static Optional<IndexEntry> of(String accountId, String jobId, @Nullable Job job) {
    Stamped<Change.Created> creation = job == null ? null : job.state().creation();
    return creation == null || !(firmware(creation) instanceof FieldValue.Text firmware)
        ? Optional.empty()
        : Optional.of(
            new IndexEntry(
                new IndexKey(accountId, firmware.value(), creation.stamp().occurredAt(), jobId),
                IS_DYNAMIC.equals(creation.value().fields().get(JobField.SELECTION_TYPE)),
                creation.value().iotInstanceId()));
  }

  private static @Nullable FieldValue firmware(Stamped<Change.Created> creation) {
    return creation.value().fields().get(JobField.FIRMWARE_ID);
  }

  byte[] valueBytes() {
    String instance = iotInstanceId.orElse("");
    byte[] text = instance.getBytes(StandardCharsets.UTF_8);
    byte[] value = new byte[1 + text.length];
    value[0] = isDynamic ? DYNAMIC : OTHER;
    System.arraycopy(text, 0, value, 1, text.length);
    return value;
  }

  /** The entry that is stored so. */
  public static IndexEntry parse(byte[] key, byte[] value) {
    String instance = new String(value, 1, value.length - 1, StandardCharsets.UTF_8);
    return new IndexEntry(
        IndexKey.parse(key),
        value[0] == DYNAMIC,
        Optional.of(instance).filter(text -> !text.isEmpty()));
  }
}
