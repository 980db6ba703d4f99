package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.FieldValue.Time;
import dev.otajobs.job.FieldValue.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transition and every field, by example. */
class JobLifeTest {

  private static final long CREATED = 1_000;
  private static final long STARTED = 2_000;
  private static final long FINISHED = 3_000;

  static Stream<Arguments> lives() {
    JobEvent created = at(CREATED, created(Map.of()));
    JobEvent started = at(STARTED, new Change.Started());
    JobEvent modified = at(2_500, patch(JobField.NAME, new Text("new")));
    JobEvent completed = at(FINISHED, finished(JobOutcome.COMPLETED));
    JobEvent canceled = at(FINISHED, finished(JobOutcome.CANCELED));
    return Stream.of(
        arguments(List.of(created), "PLANNED", null, null, CREATED),
        arguments(List.of(created, modified), "PLANNED", null, null, 2_500L),
        arguments(List.of(created, started), "IN_PROGRESS", STARTED, null, STARTED),
        arguments(List.of(created, started, modified), "IN_PROGRESS", STARTED, null, 2_500L),
        arguments(List.of(created, started, completed), "COMPLETED", STARTED, FINISHED, FINISHED),
        arguments(List.of(created, started, canceled), "CANCELED", STARTED, FINISHED, FINISHED),
        arguments(List.of(created, canceled), "CANCELED", null, FINISHED, FINISHED),
        arguments(List.of(created, completed), "COMPLETED", null, FINISHED, FINISHED),
        arguments(List.of(completed, started, created), "COMPLETED", STARTED, FINISHED, FINISHED),
        arguments(List.of(modified, completed, created), "COMPLETED", null, FINISHED, FINISHED));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void shouldDeriveStatusAndTimes(
      List<JobEvent> life, String status, Long startTime, Long endTime, long modified) {
    // when
    Map<JobField, FieldValue> fields = view(life).fields();

    // then
    assertThat(fields.get(JobField.JOB_STATUS)).isEqualTo(new Text(status));
    assertThat(fields.get(JobField.UTC_CREATE)).isEqualTo(new Time(CREATED));
    assertThat(fields.get(JobField.UTC_MODIFIED)).isEqualTo(new Time(modified));
    assertThat(fields.get(JobField.UTC_START_TIME)).isEqualTo(time(startTime));
    assertThat(fields.get(JobField.UTC_END_TIME)).isEqualTo(time(endTime));
  }

  @Test
  void shouldBeInvisibleWithoutCreation() {
    // given
    List<JobEvent> life =
        List.of(at(STARTED, new Change.Started()), at(FINISHED, finished(JobOutcome.COMPLETED)));

    // when
    Optional<JobView> view = JobEvents.view(JobEvents.fold(life));

    // then
    assertThat(view).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(JobField.class)
  void shouldKeepAFieldOfTheCreation(JobField field) {
    // given
    if (field.eventName().isEmpty()) {
      return;
    }
    Map<JobField, FieldValue> created = withWhatItNeeds(field, new Text("as created"));

    // when
    Map<JobField, FieldValue> fields = view(List.of(at(CREATED, created(created)))).fields();

    // then
    assertThat(fields.get(field)).isEqualTo(created.get(field));
  }

  @ParameterizedTest
  @EnumSource(JobField.class)
  void shouldTakeTheLatestPatchOfAField(JobField field) {
    // given
    if (field.eventName().isEmpty() || field == JobField.SELECTION_TYPE) {
      return;
    }
    Map<JobField, FieldValue> created = withWhatItNeeds(field, new Text("as created"));
    JobEvent later = new JobEvent(stamp(1, 500), patch(field, new Text("ALL")));
    JobEvent earlier = new JobEvent(stamp(0, 5_000), patch(field, new Text("early")));

    // when
    Map<JobField, FieldValue> fields =
        view(List.of(later, at(CREATED, created(created)), earlier)).fields();

    // then
    assertThat(fields.get(field)).isEqualTo(new Text("ALL"));
  }

  @Test
  void shouldRemoveAClearedFieldUntilItIsSetAgain() {
    // given
    JobEvent created = at(CREATED, created(Map.of(JobField.JOB_DESC, new Text("old"))));
    JobEvent cleared = at(2_000, patch(JobField.JOB_DESC, new FieldValue.Cleared()));
    JobEvent set = at(3_000, patch(JobField.JOB_DESC, new Text("new")));

    // then
    assertThat(view(List.of(created, cleared)).fields()).doesNotContainKey(JobField.JOB_DESC);
    assertThat(view(List.of(set, created, cleared)).fields())
        .containsEntry(JobField.JOB_DESC, new Text("new"));
  }

  @Test
  void shouldTakeTheEarliestCreationStartAndEnd() {
    // given
    List<JobEvent> life =
        List.of(
            at(CREATED + 1, created(Map.of(JobField.NAME, new Text("second")))),
            at(CREATED, created(Map.of(JobField.NAME, new Text("first")))),
            at(STARTED + 1, new Change.Started()),
            at(STARTED, new Change.Started()),
            at(FINISHED + 1, finished(JobOutcome.CANCELED)),
            at(FINISHED, finished(JobOutcome.COMPLETED)));

    // when
    Map<JobField, FieldValue> fields = view(life).fields();

    // then
    assertThat(fields)
        .containsEntry(JobField.NAME, new Text("first"))
        .containsEntry(JobField.UTC_CREATE, new Time(CREATED))
        .containsEntry(JobField.UTC_START_TIME, new Time(STARTED))
        .containsEntry(JobField.UTC_END_TIME, new Time(FINISHED))
        .containsEntry(JobField.JOB_STATUS, new Text("COMPLETED"));
  }

  @Test
  void shouldShowGrayPercentForGrayBatchesOnly() {
    // given
    JobEvent created =
        at(
            CREATED,
            created(
                Map.of(
                    JobField.TARGET_SELECTION, new Text("GRAY"),
                    JobField.GRAY_PERCENT, new Text("33.33"))));
    JobEvent widened = at(STARTED, patch(JobField.TARGET_SELECTION, new Text("ALL")));

    // then
    assertThat(view(List.of(created)).fields())
        .containsEntry(JobField.GRAY_PERCENT, new Text("33.33"));
    assertThat(view(List.of(created, widened)).fields()).doesNotContainKey(JobField.GRAY_PERCENT);
  }

  @Test
  void shouldShowDynamicBatchesAsAll() {
    // given
    JobEvent created =
        at(
            CREATED,
            created(
                Map.of(
                    JobField.SELECTION_TYPE, new Text("DYNAMIC"),
                    JobField.DYNAMIC_MODE, new Whole(2))));
    JobEvent narrowed = at(STARTED, patch(JobField.TARGET_SELECTION, new Text("GRAY")));

    // when
    Map<JobField, FieldValue> fields = view(List.of(created, narrowed)).fields();

    // then
    assertThat(fields)
        .containsEntry(JobField.TARGET_SELECTION, new Text("ALL"))
        .containsEntry(JobField.DYNAMIC_MODE, new Whole(2));
  }

  @Test
  void shouldShowDynamicModeForDynamicBatchesOnly() {
    // given
    JobEvent created = at(CREATED, created(Map.of(JobField.DYNAMIC_MODE, new Whole(1))));

    // then
    assertThat(view(List.of(created)).fields()).doesNotContainKey(JobField.DYNAMIC_MODE);
  }

  @Test
  void shouldShowAScheduledEndOnlyWithAScheduledStart() {
    // given
    JobEvent created =
        at(CREATED, created(Map.of(JobField.UTC_SCHEDULE_FINISH_TIME, new Time(9_000))));

    // then
    assertThat(view(List.of(created)).fields())
        .doesNotContainKey(JobField.UTC_SCHEDULE_FINISH_TIME);
  }

  /** The field, and the fields without which its presence rule would hide it. */
  private static Map<JobField, FieldValue> withWhatItNeeds(JobField field, FieldValue value) {
    return switch (field) {
      case GRAY_PERCENT -> Map.of(field, value, JobField.TARGET_SELECTION, new Text("GRAY"));
      case DYNAMIC_MODE -> Map.of(field, value, JobField.SELECTION_TYPE, new Text("DYNAMIC"));
      case RETRY_INTERVAL -> Map.of(field, value, JobField.RETRY_COUNT, new Whole(1));
      case RETRY_COUNT -> Map.of(field, value, JobField.RETRY_INTERVAL, new Whole(10));
      case UTC_SCHEDULE_FINISH_TIME ->
          Map.of(field, value, JobField.UTC_SCHEDULE_TIME, new Time(5_000));
      default -> Map.of(field, value);
    };
  }

  private static JobView view(List<JobEvent> life) {
    return JobEvents.view(JobEvents.fold(life)).orElseThrow();
  }

  private static Change created(Map<JobField, FieldValue> fields) {
    return new Change.Created(Optional.empty(), fields);
  }

  private static Change patch(JobField field, FieldValue value) {
    return new Change.Modified(Map.of(field, value));
  }

  private static Change finished(JobOutcome outcome) {
    return new Change.Finished(outcome, Optional.empty());
  }

  private static JobEvent at(long occurredAt, Change change) {
    return new JobEvent(stamp(0, occurredAt), change);
  }

  private static Stamp stamp(long revision, long occurredAt) {
    return new Stamp(revision, occurredAt, new UUID(0, occurredAt));
  }

  private static FieldValue time(Long epochMillis) {
    return epochMillis == null ? null : new Time(epochMillis);
  }
}
