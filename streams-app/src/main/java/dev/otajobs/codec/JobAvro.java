package dev.otajobs.codec;

import dev.otajobs.events.OtaJobView;
import dev.otajobs.events.OtaViewTag;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Makes the Avro record of what a caller sees of a job: its fields have the names of the reply. */
public final class JobAvro implements FieldValue.Visitor {

  /** By the field's ordinal: where the record has it. */
  private static final int[] POSITIONS =
      Arrays.stream(JobField.values()).mapToInt(field -> position(field.apiName())).toArray();

  private static final int ACCOUNT = position("AccountId");
  private static final int INSTANCE = position("IotInstanceId");

  private final OtaJobView record = new OtaJobView();
  private int position;

  private JobAvro() {}

  /** The record of a view. */
  public static OtaJobView of(JobView view) {
    JobAvro writer = new JobAvro();
    writer.record.put(ACCOUNT, view.key().accountId());
    writer.record.put(INSTANCE, view.iotInstanceId().orElse(null));
    view.fields()
        .forEach(
            (field, value) -> {
              writer.position = POSITIONS[field.ordinal()];
              value.accept(writer);
            });
    return writer.record;
  }

  private static int position(String name) {
    return OtaJobView.getClassSchema().getField(name).pos();
  }

  @Override
  public void text(String value) {
    record.put(position, value);
  }

  @Override
  public void whole(int value) {
    record.put(position, value);
  }

  @Override
  public void flag(boolean value) {
    record.put(position, value);
  }

  @Override
  public void time(long epochMillis) {
    record.put(position, Instant.ofEpochMilli(epochMillis));
  }

  @Override
  public void textList(List<String> values) {
    record.put(position, values);
  }

  @Override
  public void tagList(List<Tag> tags) {
    record.put(position, tags.stream().map(tag -> new OtaViewTag(tag.key(), tag.value())).toList());
  }

  @Override
  public void cleared() {
    throw new IllegalStateException("a view has no cleared fields");
  }
}
