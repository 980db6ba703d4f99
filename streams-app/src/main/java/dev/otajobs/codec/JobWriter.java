package dev.otajobs.codec;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Stamped;
import dev.otajobs.job.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one job of a stored value; {@link JobReader} reads what this writes. */
final class JobWriter implements FieldValue.Visitor {

  // The number of a value's type stands before the value.
  static final int TEXT = 1;
  static final int WHOLE = 2;
  static final int FLAG = 3;
  static final int TIME = 4;
  static final int TEXT_LIST = 5;
  static final int TAG_LIST = 6;
  static final int CLEARED = 7;

  private final StoredBuffer out;

  JobWriter(StoredBuffer out) {
    this.out = out;
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

  void writeStamp(Stamp stamp) {
    out.writeLong(stamp.revision());
    out.writeLong(stamp.occurredAt());
    out.writeUuid(stamp.eventId());
  }

  private void writeFields(Map<JobField, FieldValue> fields) {
    out.writeInt(fields.size());
    fields.forEach(
        (field, value) -> {
          out.writeInt(field.id());
          value.accept(this);
        });
  }

  private void writePatches(Map<JobField, Stamped<FieldValue>> patches) {
    out.writeInt(patches.size());
    patches.forEach(
        (field, patch) -> {
          out.writeInt(field.id());
          writeStamp(patch.stamp());
          patch.value().accept(this);
        });
  }

  private void writeOptional(Optional<String> text) {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeString(text.get());
    }
  }

  @Override
  public void text(String value) {
    out.writeInt(TEXT);
    out.writeString(value);
  }

  @Override
  public void whole(int value) {
    out.writeInt(WHOLE);
    out.writeInt(value);
  }

  @Override
  public void flag(boolean value) {
    out.writeInt(FLAG);
    out.writeBoolean(value);
  }

  @Override
  public void time(long epochMillis) {
    out.writeInt(TIME);
    out.writeLong(epochMillis);
  }

  @Override
  public void textList(List<String> values) {
    out.writeInt(TEXT_LIST);
    out.writeInt(values.size());
    values.forEach(out::writeString);
  }

  @Override
  public void tagList(List<Tag> tags) {
    out.writeInt(TAG_LIST);
    out.writeInt(tags.size());
    for (Tag tag : tags) {
      out.writeString(tag.key());
      out.writeString(tag.value());
    }
  }

  @Override
  public void cleared() {
    out.writeInt(CLEARED);
  }
}
