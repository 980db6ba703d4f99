package dev.otajobs.ingest;

import static dev.otajobs.ingest.Rejections.assertAccepted;
import static dev.otajobs.ingest.Rejections.assertRejected;
import static dev.otajobs.ingest.Rejections.createdFields;
import static dev.otajobs.job.JobField.DYNAMIC_MODE;
import static dev.otajobs.job.JobField.JOB_TYPE;
import static dev.otajobs.job.JobField.OVERWRITE_MODE;
import static dev.otajobs.job.JobField.SELECTION_TYPE;
import static dev.otajobs.job.JobField.TARGET_SELECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.FieldValue.Whole;
import dev.otajobs.job.JobField;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreationRulesTest {

  private static final Instant TIME = Instant.parse("2026-03-06T02:00:00Z");

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void shouldReject(String problem, @Nullable Object[] fields) {
    assertRejected(Events.created(fields), problem);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        row("selectionType is missing", "selectionType", null),
        row("targetSelection is missing", "targetSelection", null),
        row("targetSelection must be ALL or GROUP", dynamic("targetSelection", "SPECIFIC")),
        row(
            "targetSelection must be ALL or GROUP",
            dynamic("targetSelection", "GRAY", "grayPercent", "5")),
        row("dynamicMode is only for dynamic", "dynamicMode", 1),
        row("dynamicMode is only for dynamic", verification("dynamicMode", 1)),
        row("grayPercent is missing", "targetSelection", "GRAY"),
        row("grayPercent is only for", dynamic("grayPercent", "5")),
        row("grayPercent is only for", verification("grayPercent", "5")),
        row("groupId is missing", "targetSelection", "GROUP"),
        row("groupId is missing", "targetSelection", "GROUP", "groupId", ""),
        row("groupId is missing", dynamic("targetSelection", "GROUP")),
        row("retryCount and retryInterval", "retryCount", 1),
        row("retryCount and retryInterval", "retryInterval", 10),
        row("scheduleTime is only for static", dynamic("scheduleTime", TIME)),
        row("scheduleTime is only for static", verification("scheduleTime", TIME)),
        row("scheduleFinishTime needs scheduleTime", "scheduleFinishTime", TIME));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void shouldAccept(@Nullable Object[] fields) {
    assertAccepted(Events.created(fields));
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        arguments((Object) new Object[] {}),
        arguments((Object) new Object[] {"targetSelection", "SPECIFIC"}),
        arguments((Object) new Object[] {"targetSelection", "GRAY", "grayPercent", "5"}),
        arguments((Object) new Object[] {"targetSelection", "GROUP", "groupId", "g"}),
        arguments((Object) new Object[] {"retryCount", 1, "retryInterval", 0}),
        arguments((Object) new Object[] {"scheduleTime", TIME}),
        arguments((Object) dynamic()),
        arguments((Object) dynamic("targetSelection", "ALL", "dynamicMode", 2)),
        arguments((Object) dynamic("targetSelection", "GROUP", "groupId", "g")),
        arguments((Object) verification()),
        arguments((Object) verification("selectionType", "STATIC", "targetSelection", "SPECIFIC")));
  }

  @Test
  void shouldFillInVerificationBatch() {
    // when
    Map<JobField, FieldValue> fields = createdFields(Events.created(verification()));

    // then
    assertThat(fields)
        .containsEntry(JOB_TYPE, new Text("VERIFY_FIRMWARE"))
        .containsEntry(SELECTION_TYPE, new Text("STATIC"))
        .containsEntry(TARGET_SELECTION, new Text("SPECIFIC"))
        .doesNotContainKeys(OVERWRITE_MODE, DYNAMIC_MODE);
  }

  @Test
  void shouldKeepWhatVerificationBatchSays() {
    // when
    Map<JobField, FieldValue> fields =
        createdFields(Events.created(verification("targetSelection", "ALL", "overwriteMode", 2)));

    // then
    assertThat(fields)
        .containsEntry(TARGET_SELECTION, new Text("ALL"))
        .containsEntry(OVERWRITE_MODE, new Whole(2));
  }

  @Test
  void shouldReadMisspeltVerification() {
    // when
    Map<JobField, FieldValue> fields =
        createdFields(Events.created(verification("jobType", "VERFIY_FIRMWARE")));

    // then
    assertThat(fields).isEqualTo(createdFields(Events.created(verification())));
  }

  @Test
  void shouldFillInOverwriteModeOfUpgrade() {
    assertThat(createdFields(Events.created()))
        .containsEntry(OVERWRITE_MODE, new Whole(1))
        .doesNotContainKey(DYNAMIC_MODE);
    assertThat(createdFields(Events.created("overwriteMode", 2)))
        .containsEntry(OVERWRITE_MODE, new Whole(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "ALL", "GROUP"})
  void shouldFillInDynamicBatch(String target) {
    // given
    Object[] fields =
        target.equals("none") ? dynamic() : dynamic("targetSelection", target, "groupId", "g");

    // then
    assertThat(createdFields(Events.created(fields)))
        .containsEntry(TARGET_SELECTION, new Text("ALL"))
        .containsEntry(DYNAMIC_MODE, new Whole(1))
        .containsEntry(OVERWRITE_MODE, new Whole(1));
  }

  @Test
  void shouldKeepDynamicMode() {
    assertThat(createdFields(Events.created(dynamic("dynamicMode", 2))))
        .containsEntry(DYNAMIC_MODE, new Whole(2));
  }

  private static Arguments row(String problem, @Nullable Object... fields) {
    return arguments(problem, fields);
  }

  private static @Nullable Object[] dynamic(Object... more) {
    return joined(new Object[] {"selectionType", "DYNAMIC", "targetSelection", null}, more);
  }

  private static @Nullable Object[] verification(Object... more) {
    return joined(
        new Object[] {"jobType", "VERIFY_FIRMWARE", "selectionType", null, "targetSelection", null},
        more);
  }

  private static @Nullable Object[] joined(@Nullable Object[] first, Object[] more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
  }
}
