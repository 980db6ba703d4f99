package dev.otajobs.codec;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldMap;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Stamped;
import dev.otajobs.job.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one job of a stored value; {@link JobWriter} writes what this reads. */
final class JobReader {

  private static final @Nullable JobField[] FIELDS = fieldsById();

  private final StoredBytes in;

  JobReader(StoredBytes in) {
    this.in = in;
  }

  Job read() {
    Revision revision = readRevision();
    long lastOccurredAt = in.readLong();
    Stamped<Change.Created> creation =
        in.readBoolean()
            ? new Stamped<>(readStamp(), new Change.Created(readOptional(), readFields()))
            : null;
    Map<JobField, Stamped<FieldValue>> patches = readPatches();
    Stamp start = in.readBoolean() ? readStamp() : null;
    Stamped<Change.Finished> finish =
        in.readBoolean()
            ? new Stamped<>(
                readStamp(),
                new Change.Finished(JobOutcome.valueOf(in.readString()), readOptional()))
            : null;
    return new Job(new JobState(creation, patches, start, finish, lastOccurredAt), revision);
  }

  private Revision readRevision() {
    int count = in.readInt();
    if (count == 1) {
      return Revision.at(in.readInt(), in.readLong());
    }
    TreeMap<Integer, Long> offsets = new TreeMap<>();
    for (int left = count; left > 0; left--) {
      offsets.put(in.readInt(), in.readLong());
    }
    return new Revision(offsets);
  }

  Stamp readStamp() {
    long revision = in.readLong();
    long occurredAt = in.readLong();
    return new Stamp(revision, occurredAt, in.readUuid());
  }

  private Map<JobField, FieldValue> readFields() {
    FieldMap.Builder<FieldValue> fields = new FieldMap.Builder<>();
    for (int left = in.readInt(); left > 0; left--) {
      fields.put(readField(), readValue());
    }
    return fields.build();
  }

  private Map<JobField, Stamped<FieldValue>> readPatches() {
    int count = in.readInt();
    if (count == 0) {
      return FieldMap.empty();
    }
    FieldMap.Builder<Stamped<FieldValue>> patches = new FieldMap.Builder<>();
    for (int left = count; left > 0; left--) {
      patches.put(readField(), new Stamped<>(readStamp(), readValue()));
    }
    return patches.build();
  }

  private JobField readField() {
    int id = in.readInt();
    JobField field = id > 0 && id < FIELDS.length ? FIELDS[id] : null;
    if (field == null) {
      throw new IllegalArgumentException("field " + id + " is unknown");
    }
    return field;
  }

  private FieldValue readValue() {
    int type = in.readInt();
    return switch (type) {
      case JobWriter.TEXT -> new FieldValue.Text(in.readString());
      case JobWriter.WHOLE -> new FieldValue.Whole(in.readInt());
      case JobWriter.FLAG -> new FieldValue.Flag(in.readBoolean());
      case JobWriter.TIME -> new FieldValue.Time(in.readLong());
      case JobWriter.TEXT_LIST -> new FieldValue.TextList(readTexts());
      case JobWriter.TAG_LIST -> new FieldValue.TagList(readTags());
      case JobWriter.CLEARED -> new FieldValue.Cleared();
      default -> throw new IllegalArgumentException("value type " + type + " is unknown");
    };
  }

  private List<String> readTexts() {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(in.readString());
    }
    return texts;
  }

  private List<Tag> readTags() {
    List<Tag> tags = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tags.add(new Tag(in.readString(), in.readString()));
    }
    return tags;
  }

  private Optional<String> readOptional() {
    return in.readBoolean() ? Optional.of(in.readString()) : Optional.empty();
  }

  private static @Nullable JobField[] fieldsById() {
    @Nullable JobField[] fields = new JobField[128];
    for (JobField field : JobField.values()) {
      fields[field.id()] = field;
    }
    return fields;
  }
}
