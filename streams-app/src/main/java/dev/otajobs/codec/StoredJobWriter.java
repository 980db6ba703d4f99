package dev.otajobs.codec;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Stamped;
import dev.otajobs.job.StoredJob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.io.Encoder;

/** Writes a job in version 1 of the store's format; {@link StoredJobReader} is its mirror. */
final class StoredJobWriter {

  private final Encoder out;
  private final FieldValueWriter values;

  StoredJobWriter(Encoder out) {
    this.out = out;
    this.values = new FieldValueWriter(out);
  }

  void write(StoredJob job) throws IOException {
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

  private void writeRevision(Revision revision) throws IOException {
    out.writeInt(revision.offsets().size());
    for (Map.Entry<Integer, Long> offset : revision.offsets().entrySet()) {
      out.writeInt(offset.getKey());
      out.writeLong(offset.getValue());
    }
  }

  private void writeStamp(Stamp stamp) throws IOException {
    out.writeLong(stamp.revision());
    out.writeLong(stamp.occurredAt());
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(stamp.eventId().getMostSignificantBits());
    id.putLong(stamp.eventId().getLeastSignificantBits());
    out.writeFixed(id.array());
  }

  private void writeFields(Map<JobField, FieldValue> fields) throws IOException {
    out.writeInt(fields.size());
    for (Map.Entry<JobField, FieldValue> field : fields.entrySet()) {
      out.writeInt(field.getKey().id());
      values.write(field.getValue());
    }
  }

  private void writePatches(Map<JobField, Stamped<FieldValue>> patches) throws IOException {
    out.writeInt(patches.size());
    for (Map.Entry<JobField, Stamped<FieldValue>> patch : patches.entrySet()) {
      out.writeInt(patch.getKey().id());
      writeStamp(patch.getValue().stamp());
      values.write(patch.getValue().value());
    }
  }

  private void writeOptional(Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeString(text.get());
    }
  }
}
