package dev.otajobs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobEvents;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.StoredJob;
import dev.otajobs.job.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StoredJobSerdeTest {

  private final StoredJobSerde serde = new StoredJobSerde();

  @Provide
  Arbitrary<List<JobEvent>> lives() {
    return JobEvents.lives();
  }

  @Property(tries = 10_000)
  void shouldReadWhatItWrote(@ForAll("lives") List<JobEvent> life) {
    StoredJob job = StoredJob.first(life.get(0), Revision.at(3, 7));
    for (int i = 1; i < life.size(); i++) {
      job = job.apply(life.get(i), Revision.at(i % 3, i * 1_000_000_000L));
    }

    assertThat(read(write(job))).isEqualTo(job);
  }

  @Property(tries = 10_000)
  void shouldRefuseDamagedBytesWithoutGivingThemAMeaning(@ForAll byte[] garbage) {
    byte[] damaged = new byte[garbage.length + 1];
    damaged[0] = StoredJobSerde.VERSION;
    System.arraycopy(garbage, 0, damaged, 1, garbage.length);
    try {
      assertThat(read(damaged)).isNotNull();
    } catch (SerializationException e) {
      assertThat(e).hasMessageContaining("a stored job is damaged");
    }
  }

  @Test
  void shouldReadTheGoldenBytesOfVersion1() throws IOException {
    // given
    byte[] golden = HexFormat.of().parseHex(resource("stored-job-v1.hex"));

    // then
    assertThat(HexFormat.of().formatHex(write(everyTypeOfValue())))
        .isEqualTo(HexFormat.of().formatHex(golden));
    assertThat(read(golden)).isEqualTo(everyTypeOfValue());
  }

  @Test
  void shouldRefuseAFormatOfANewerRelease() {
    assertThatThrownBy(() -> read(new byte[] {2, 0, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("is of format 2, this release reads 1");
  }

  @Test
  void shouldPassOnThatNothingIsStored() {
    assertThat(read(null)).isNull();
    assertThat(write(null)).isNull();
  }

  static StoredJob everyTypeOfValue() {
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
    return StoredJob.first(created, Revision.at(0, 41))
        .apply(patched, Revision.at(0, 42))
        .apply(started, Revision.at(5, 7))
        .apply(finished, Revision.at(0, 43));
  }

  private byte[] write(StoredJob job) {
    return serde.serializer().serialize("store", job);
  }

  private StoredJob read(byte[] bytes) {
    return serde.deserializer().deserialize("store", bytes);
  }

  private static String resource(String name) throws IOException {
    try (var in = StoredJobSerdeTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
