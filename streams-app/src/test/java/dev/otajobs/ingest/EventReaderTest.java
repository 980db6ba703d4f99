package dev.otajobs.ingest;

import static dev.otajobs.ingest.Rejections.assertRejected;
import static dev.otajobs.ingest.Rejections.createdFields;
import static dev.otajobs.ingest.Rejections.modifiedFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaTag;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.FieldValue.Cleared;
import dev.otajobs.job.FieldValue.Flag;
import dev.otajobs.job.FieldValue.TagList;
import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.FieldValue.TextList;
import dev.otajobs.job.FieldValue.Time;
import dev.otajobs.job.FieldValue.Whole;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  @Test
  void shouldReadKeyAndStamp() {
    // given
    OtaJobEvent event = Events.with(Events.started(), "revision", 7L);

    // when
    Judgement.Accepted accepted = Events.accept(event);

    // then
    assertThat(accepted.key()).isEqualTo(new JobKey("job-1", "100000000000001"));
    assertThat(accepted.event().stamp())
        .isEqualTo(
            new Stamp(
                7,
                Instant.parse("2026-03-02T08:00:00Z").toEpochMilli(),
                UUID.fromString("018c0000-0000-7000-8000-000000000001")));
    assertThat(accepted.event().change()).isEqualTo(new Change.Started());
  }

  @Test
  void shouldReadInstanceOfCreation() {
    // given
    OtaJobEvent event = Events.with(Events.created(), "iotInstanceId", "iot-cn-1");

    // then
    assertThat(Events.accept(event).event().change())
        .extracting(change -> ((Change.Created) change).iotInstanceId())
        .isEqualTo(Optional.of("iot-cn-1"));
  }

  @ParameterizedTest
  @EnumSource(JobOutcome.class)
  void shouldReadOutcome(JobOutcome outcome) {
    // given
    OtaJobEvent event = finished(outcome.name(), "why");

    // then
    assertThat(Events.accept(event).event().change())
        .isEqualTo(new Change.Finished(outcome, Optional.of("why")));
  }

  @Test
  void shouldRejectUnknownOutcome() {
    assertRejected(finished("UNKNOWN", "why"), "outcome is UNKNOWN");
  }

  @ParameterizedTest(name = "{0} = {2}")
  @MethodSource("patches")
  void shouldReadPatchOf(String name, Object value, JobField field, FieldValue expected) {
    assertThat(modifiedFields(Events.modified(name, value)))
        .containsOnlyKeys(field)
        .containsEntry(field, expected);
  }

  static Stream<Arguments> patches() {
    Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
    Time read = new Time(1_700_000_000_123L);
    return Stream.of(
        arguments("targetSelection", "GRAY", JobField.TARGET_SELECTION, new Text("GRAY")),
        arguments("name", "n", JobField.NAME, new Text("n")),
        arguments("destVersion", "2", JobField.DEST_VERSION, new Text("2")),
        arguments(
            "srcVersions",
            List.of("1", "0"),
            JobField.SRC_VERSIONS,
            new TextList(List.of("1", "0"))),
        arguments(
            "tags",
            List.of(new OtaTag("k", "v")),
            JobField.TAGS,
            new TagList(List.of(new Tag("k", "v")))),
        arguments("jobDesc", "", JobField.JOB_DESC, new Text("")),
        arguments("dynamicMode", 2, JobField.DYNAMIC_MODE, new Whole(2)),
        arguments("overwriteMode", 2, JobField.OVERWRITE_MODE, new Whole(2)),
        arguments("multiModuleMode", true, JobField.MULTI_MODULE_MODE, new Flag(true)),
        arguments("needPush", false, JobField.NEED_PUSH, new Flag(false)),
        arguments("needConfirm", true, JobField.NEED_CONFIRM, new Flag(true)),
        arguments("downloadProtocol", "MQTT", JobField.DOWNLOAD_PROTOCOL, new Text("MQTT")),
        arguments("maximumPerMinute", 10, JobField.MAXIMUM_PER_MINUTE, new Whole(10)),
        arguments("grayPercent", "50.00", JobField.GRAY_PERCENT, new Text("50.00")),
        arguments("groupId", "", JobField.GROUP_ID, new Text("")),
        arguments("groupName", "g", JobField.GROUP_NAME, new Text("g")),
        arguments("retryInterval", 60, JobField.RETRY_INTERVAL, new Whole(60)),
        arguments("retryCount", 5, JobField.RETRY_COUNT, new Whole(5)),
        arguments("timeoutInMinutes", 1, JobField.TIMEOUT_IN_MINUTES, new Whole(1)),
        arguments("scheduleTime", time, JobField.UTC_SCHEDULE_TIME, read),
        arguments("scheduleFinishTime", time, JobField.UTC_SCHEDULE_FINISH_TIME, read));
  }

  @Test
  void shouldReadEmptyPatch() {
    assertThat(modifiedFields(Events.modified())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = ClearableField.class, mode = Mode.EXCLUDE, names = "UNKNOWN")
  void shouldClear(ClearableField cleared) {
    // when
    var fields = modifiedFields(Events.modified("cleared", List.of(cleared)));

    // then
    assertThat(fields).containsOnlyKeys(JobField.valueOf(jobField(cleared)));
    assertThat(fields.values()).containsExactly(new Cleared());
  }

  @ParameterizedTest
  @MethodSource("setAndCleared")
  void shouldRejectSetAndCleared(String name, Object value, ClearableField cleared) {
    assertRejected(
        Events.modified(name, value, "cleared", List.of(cleared)),
        name + " is both set and cleared");
  }

  static Stream<Arguments> setAndCleared() {
    return patches()
        .map(row -> List.of(row.get()))
        .flatMap(
            row ->
                Stream.of(ClearableField.values())
                    .filter(cleared -> jobField(cleared).equals(((JobField) row.get(2)).name()))
                    .map(cleared -> arguments(row.get(0), row.get(1), cleared)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"srcVersions", "tags"})
  void shouldTakeEmptyListForClearing(String name) {
    // given
    String symbol = name.equals("tags") ? "TAGS" : "SRC_VERSIONS";

    // then
    assertThat(modifiedFields(Events.modified(name, List.of())))
        .containsOnlyKeys(JobField.valueOf(symbol))
        .containsValue(new Cleared());
    assertThat(modifiedFields(Events.modified(name, List.of(), "cleared", List.of(symbol))))
        .containsValue(new Cleared());
    assertThat(createdFields(Events.created(name, List.of())))
        .doesNotContainKey(JobField.valueOf(symbol));
  }

  @Test
  void shouldRejectUnknownClearing() {
    assertRejected(
        Events.modified("cleared", List.of(ClearableField.UNKNOWN)), "cleared names UNKNOWN");
  }

  private static String jobField(ClearableField cleared) {
    return cleared.name().startsWith("SCHEDULE_") ? "UTC_" + cleared : cleared.name();
  }

  private static OtaJobEvent finished(String outcome, String reason) {
    return Events.event(
        Events.with(
            OtaJobFinished.newBuilder().setOutcome(dev.otajobs.events.JobOutcome.COMPLETED).build(),
            "outcome",
            outcome,
            "reason",
            reason));
  }
}
