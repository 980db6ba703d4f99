package dev.otajobs.benchmarks;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A job with most of its fields, created, started and patched. */
final class SampleJob {

  private static final long START = 1_577_500_990_000L;

  /** The last event: a new name. */
  static final JobEvent PATCH =
      new JobEvent(
          stamp(2), new Change.Modified(Map.of(JobField.NAME, new FieldValue.Text("gateway"))));

  private SampleJob() {}

  /** Before the patch. */
  static Job started() {
    JobEvent created =
        new JobEvent(
            stamp(0),
            new Change.Created(
                Optional.of("iot-cn-0pp1n8t"),
                Map.ofEntries(
                    Map.entry(JobField.JOB_TYPE, new FieldValue.Text("UPGRADE_FIRMWARE")),
                    Map.entry(JobField.SELECTION_TYPE, new FieldValue.Text("STATIC")),
                    Map.entry(JobField.TARGET_SELECTION, new FieldValue.Text("ALL")),
                    Map.entry(JobField.PRODUCT_KEY, new FieldValue.Text("a19mzPZ****")),
                    Map.entry(JobField.FIRMWARE_ID, new FieldValue.Text("UfuxnwygsuSkVE0VCN")),
                    Map.entry(JobField.NAME, new FieldValue.Text("固件")),
                    Map.entry(JobField.DEST_VERSION, new FieldValue.Text("1.0.1")),
                    Map.entry(JobField.MULTI_MODULE_MODE, new FieldValue.Flag(true)),
                    Map.entry(JobField.MAXIMUM_PER_MINUTE, new FieldValue.Whole(1000)),
                    Map.entry(JobField.SRC_VERSIONS, new FieldValue.TextList(List.of("1.0.0"))),
                    Map.entry(
                        JobField.TAGS,
                        new FieldValue.TagList(List.of(new Tag("key1", "value1")))))));
    return Job.of(created, Revision.at(0, 41))
        .join(Job.of(new JobEvent(stamp(1), new Change.Started()), Revision.at(0, 42)));
  }

  static Job patched() {
    return started().join(Job.of(PATCH, Revision.at(0, 43)));
  }

  static JobView view() {
    return JobView.of(new JobKey("job", "100000000000001"), patched().state()).orElseThrow();
  }

  private static Stamp stamp(int second) {
    return new Stamp(0, START + second * 1000L, new UUID(1, second));
  }
}
