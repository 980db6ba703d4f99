package dev.otajobs.codec;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Stamped;
import java.util.Map;
import java.util.Optional;

/** Writes one job of a stored value; {@link JobReader} reads what this writes. */
final class JobWriter {

  private final StoredBuffer out;
  private final FieldValueWriter values;

  JobWriter(StoredBuffer out) {
    this.out = out;
    this.values = new FieldValueWriter(out);
  }

  void write(Job job) {
    writeRevision(job.revision());
    JobState state = job.state();
    out.writeLong(state.lastOccurredAt());
    Stamped<Change.Created> creation = state.creation();
    out.writeBoolean(creation != null);
    if (creation != null) {
      writeStamp(creation.stamp());
      writeOptional(creation.value().iotInstanceId());
      writeFields(creation.value().fields());
    }
    writePatches(state.patches());
    Stamp start = state.start();
    out.writeBoolean(start != null);
    if (start != null) {
      writeStamp(start);
    }
    Stamped<Change.Finished> finish = state.finish();
    out.writeBoolean(finish != null);
    if (finish != null) {
      writeStamp(finish.stamp());
      out.writeString(finish.value().outcome().name());
      writeOptional(finish.value().reason());
    }
  }

  private void writeRevision(Revision revision) {
    out.writeInt(revision.offsets().size());
    revision
        .offsets()
        .forEach(
            (partition, offset) -> {
              out.writeInt(partition);
              out.writeLong(offset);
            });
  }

  private void writeStamp(Stamp stamp) {
    out.writeLong(stamp.revision());
    out.writeLong(stamp.occurredAt());
    out.writeUuid(stamp.eventId());
  }

  private void writeFields(Map<JobField, FieldValue> fields) {
    out.writeInt(fields.size());
    fields.forEach(
        (field, value) -> {
          out.writeInt(field.id());
          value.accept(values);
        });
  }

  private void writePatches(Map<JobField, Stamped<FieldValue>> patches) {
    out.writeInt(patches.size());
    patches.forEach(
        (field, patch) -> {
          out.writeInt(field.id());
          writeStamp(patch.stamp());
          patch.value().accept(values);
        });
  }

  private void writeOptional(Optional<String> text) {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeString(text.get());
    }
  }
}
