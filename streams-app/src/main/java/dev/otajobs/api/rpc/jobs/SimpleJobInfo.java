package dev.otajobs.api.rpc.jobs;

import dev.otajobs.codec.Member;
import dev.otajobs.codec.UtcTime;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import java.util.ArrayList;
import java.util.List;

/** An item of a list of batches: those fields of the job that a list shows. */
final class SimpleJobInfo {

  /** In the order in which they are written. Source: the response classes of the SDKs. */
  private static final List<JobField> FIELDS =
      List.of(
          JobField.JOB_ID,
          JobField.FIRMWARE_ID,
          JobField.PRODUCT_KEY,
          JobField.JOB_STATUS,
          JobField.JOB_TYPE,
          JobField.SELECTION_TYPE,
          JobField.TARGET_SELECTION,
          JobField.TAGS,
          JobField.UTC_CREATE,
          JobField.UTC_MODIFIED,
          JobField.UTC_START_TIME,
          JobField.UTC_END_TIME);

  private SimpleJobInfo() {}

  static Member.Group of(JobView job) {
    List<Member> members = new ArrayList<>();
    for (JobField field : FIELDS) {
      FieldValue value = job.fields().get(field);
      if (value instanceof FieldValue.Text text) {
        members.add(Member.text(field.apiName(), text.value()));
      } else if (value instanceof FieldValue.Time time) {
        members.add(Member.text(field.apiName(), UtcTime.format(time.epochMillis())));
      } else if (value instanceof FieldValue.TagList tags) {
        members.add(new Member(field.apiName(), tags(tags)));
      } else if (value != null) {
        throw new IllegalStateException(field + " has a value of another kind: " + value);
      }
    }
    return new Member.Group(members);
  }

  private static Member.Items tags(FieldValue.TagList tags) {
    return new Member.Items(
        "OtaTagDTO",
        tags.tags().stream()
            .map(
                tag ->
                    new Member.Group(
                        List.of(Member.text("Key", tag.key()), Member.text("Value", tag.value()))))
            .toList(),
        false);
  }
}
