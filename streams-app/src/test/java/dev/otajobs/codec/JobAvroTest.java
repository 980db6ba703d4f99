package dev.otajobs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.OtaJobView;
import dev.otajobs.events.OtaViewTag;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Tag;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class JobAvroTest {

  @Test
  void shouldHaveTheFieldsOfTheReplyAndThoseOfTheKey() {
    // given
    Set<String> names = new HashSet<>(Set.of("AccountId", "IotInstanceId"));
    for (JobField field : JobField.values()) {
      names.add(field.apiName());
    }

    // then
    assertThat(OtaJobView.getClassSchema().getFields())
        .extracting(Schema.Field::name)
        .containsExactlyInAnyOrderElementsOf(names);
  }

  /** A value of its own in each field. */
  @Test
  void shouldPutEachValueIntoItsField() {
    // given
    Map<JobField, FieldValue> fields = new EnumMap<>(JobField.class);
    for (JobField field : JobField.values()) {
      fields.put(field, value(field));
    }

    // when
    OtaJobView record = JobAvro.of(new JobView(new JobKey("j", "a"), Optional.of("iot-1"), fields));

    // then
    assertThat(record.getAccountId()).isEqualTo("a");
    assertThat(record.getIotInstanceId()).isEqualTo("iot-1");
    for (JobField field : JobField.values()) {
      Object written = record.get(OtaJobView.getClassSchema().getField(field.apiName()).pos());
      assertThat(written).as(field.apiName()).isEqualTo(plain(fields.get(field)));
    }
  }

  private static FieldValue value(JobField field) {
    Schema schema = OtaJobView.getClassSchema().getField(field.apiName()).schema();
    Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
    return switch (type.getType()) {
      case STRING -> new FieldValue.Text("text of " + field);
      case INT -> new FieldValue.Whole(field.id());
      case BOOLEAN -> new FieldValue.Flag(true);
      case LONG -> new FieldValue.Time(field.id());
      default ->
          field == JobField.TAGS
              ? new FieldValue.TagList(List.of(new Tag("k", "v")))
              : new FieldValue.TextList(List.of("1.0", "1.1"));
    };
  }

  private static Object plain(FieldValue value) {
    if (value instanceof FieldValue.Text text) {
      return text.value();
    } else if (value instanceof FieldValue.Whole whole) {
      return whole.value();
    } else if (value instanceof FieldValue.Flag flag) {
      return flag.value();
    } else if (value instanceof FieldValue.Time time) {
      return Instant.ofEpochMilli(time.epochMillis());
    } else if (value instanceof FieldValue.TextList list) {
      return list.values();
    }
    return List.of(new OtaViewTag("k", "v"));
  }
}
