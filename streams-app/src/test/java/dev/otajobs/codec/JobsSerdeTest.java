package dev.otajobs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobEvents;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsSerdeTest {

  private final JobsSerde serde = new JobsSerde();

  @Provide
  Arbitrary<List<JobEvent>> lives() {
    return JobEvents.lives();
  }

  @Property
  void shouldReadWhatItWrote(@ForAll("lives") List<JobEvent> life) {
    Jobs jobs = Jobs.of("account-0", Job.of(life.get(0), Revision.at(3, 7)));
    for (int i = 1; i < life.size(); i++) {
      Revision at = Revision.at(i % 3, i * 1_000_000_000L);
      jobs = jobs.join(Jobs.of("account-" + i % 2, Job.of(life.get(i), at)));
    }

    assertThat(read(write(jobs))).isEqualTo(jobs);
  }

  @Property
  void shouldRefuseDamagedBytesWithoutGivingThemAMeaning(@ForAll byte[] garbage) {
    byte[] damaged = new byte[garbage.length + 1];
    damaged[0] = JobsSerde.FORMAT;
    System.arraycopy(garbage, 0, damaged, 1, garbage.length);
    try {
      assertThat(read(damaged)).isNotNull();
    } catch (SerializationException e) {
      assertThat(e).hasMessageContaining("stored jobs are damaged");
    }
  }

  @Test
  void shouldReadTheGoldenBytesOfFormat2() throws IOException {
    // given
    byte[] golden = HexFormat.of().parseHex(resource("stored-jobs-2.hex"));

    // then
    assertThat(HexFormat.of().formatHex(write(everyTypeOfValue())))
        .isEqualTo(HexFormat.of().formatHex(golden));
    assertThat(read(golden)).isEqualTo(everyTypeOfValue());
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 3})
  void shouldRefuseAnotherFormat(byte format) {
    assertThatThrownBy(() -> read(new byte[] {format, 2, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessage("stored jobs have the format " + format + ", this release reads the format 2");
  }

  @Test
  void shouldStoreNothingWhenThereIsNoJob() {
    assertThat(write(Jobs.ERASED)).isNull();
  }

  @Test
  void shouldBoundTheBytesOfOneJobId() {
    // given
    Jobs jobs = Jobs.ERASED;
    for (int account = 0; account <= Jobs.MAX_ACCOUNTS; account++) {
      jobs = jobs.join(Jobs.of("a".repeat(62) + (10 + account), longestJob()));
    }

    // then
    assertThat(jobs.byAccount()).hasSize(Jobs.MAX_ACCOUNTS);
    assertThat(write(jobs).length).isBetween(Jobs.MAX_BYTES / 4, Jobs.MAX_BYTES / 2);
  }

  /** Every field as long as the contract allows, in the creation and in a patch. */
  private static Job longestJob() {
    String four = "\ud83d\ude80";
    List<Tag> tags =
        IntStream.range(0, 10)
            .mapToObj(tag -> new Tag("k".repeat(29) + tag, "固".repeat(379)))
            .toList();
    List<String> versions =
        IntStream.range(0, 10).mapToObj(version -> four.repeat(127) + version).toList();
    Map<JobField, FieldValue> fields =
        Map.of(
            JobField.PRODUCT_KEY, new FieldValue.Text(four.repeat(64)),
            JobField.FIRMWARE_ID, new FieldValue.Text(four.repeat(64)),
            JobField.NAME, new FieldValue.Text(four.repeat(256)),
            JobField.DEST_VERSION, new FieldValue.Text(four.repeat(128)),
            JobField.GROUP_ID, new FieldValue.Text(four.repeat(64)),
            JobField.GROUP_NAME, new FieldValue.Text(four.repeat(128)),
            JobField.JOB_DESC, new FieldValue.Text(four.repeat(1024)),
            JobField.SRC_VERSIONS, new FieldValue.TextList(versions),
            JobField.TAGS, new FieldValue.TagList(tags));
    Stamp stamp = new Stamp(Long.MAX_VALUE, 253_402_300_799_999L, new UUID(1, 2));
    Change created = new Change.Created(Optional.of("i".repeat(64)), fields);
    Change finished = new Change.Finished(JobOutcome.CANCELED, Optional.of(four.repeat(1024)));
    return Job.of(new JobEvent(stamp, created), Revision.at(0, Long.MAX_VALUE))
        .join(Job.of(new JobEvent(stamp, new Change.Modified(fields)), Revision.at(1, 1)))
        .join(Job.of(new JobEvent(stamp, finished), Revision.at(2, 1)));
  }

  @Test
  void shouldPassOnThatNothingIsStored() {
    assertThat(read(null)).isNull();
    assertThat(write(null)).isNull();
  }

  static Jobs everyTypeOfValue() {
    JobEvent created =
        new JobEvent(
            new Stamp(0, 1_577_500_990_000L, new UUID(1, 2)),
            new Change.Created(
                Optional.of("iot-cn-0pp1n8t"),
                Map.of(
                    JobField.NAME, new FieldValue.Text("固件"),
                    JobField.MULTI_MODULE_MODE, new FieldValue.Flag(true),
                    JobField.MAXIMUM_PER_MINUTE, new FieldValue.Whole(1000),
                    JobField.UTC_SCHEDULE_TIME, new FieldValue.Time(1_577_587_390_000L),
                    JobField.SRC_VERSIONS, new FieldValue.TextList(List.of("1.0.0", "1.0.1")),
                    JobField.TAGS, new FieldValue.TagList(List.of(new Tag("key1", "value1"))))));
    JobEvent patched =
        new JobEvent(
            new Stamp(1, 1_577_500_991_000L, new UUID(1, 3)),
            new Change.Modified(Map.of(JobField.JOB_DESC, new FieldValue.Cleared())));
    JobEvent started =
        new JobEvent(new Stamp(0, 1_577_500_992_000L, new UUID(1, 4)), new Change.Started());
    JobEvent finished =
        new JobEvent(
            new Stamp(0, 1_577_500_993_000L, new UUID(1, 5)),
            new Change.Finished(JobOutcome.CANCELED, Optional.of("by hand")));
    Job job =
        Job.of(created, Revision.at(0, 41))
            .join(Job.of(patched, Revision.at(0, 42)))
            .join(Job.of(started, Revision.at(5, 7)))
            .join(Job.of(finished, Revision.at(0, 43)));
    return Jobs.of("200", Job.of(started, Revision.at(0, 1))).join(Jobs.of("100", job));
  }

  private byte[] write(Jobs jobs) {
    return serde.serializer().serialize("store", jobs);
  }

  private Jobs read(byte[] bytes) {
    return serde.deserializer().deserialize("store", bytes);
  }

  private static String resource(String name) throws IOException {
    try (var in = JobsSerdeTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
