package dev.otajobs.job;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random events of one job over its life cycle. Stamps come from a small pool, so that ties, reused
 * event ids and clocks that are wrong by a century are common.
 */
public final class JobEvents {

  private static final List<JobField> PATCHABLE =
      List.of(
          JobField.NAME,
          JobField.TARGET_SELECTION,
          JobField.JOB_DESC,
          JobField.SRC_VERSIONS,
          JobField.TAGS,
          JobField.GRAY_PERCENT,
          JobField.MULTI_MODULE_MODE,
          JobField.MAXIMUM_PER_MINUTE,
          JobField.UTC_SCHEDULE_TIME);

  private JobEvents() {}

  public static Arbitrary<List<JobEvent>> lives() {
    return events().list().ofMinSize(1).ofMaxSize(12);
  }

  public static Arbitrary<JobEvent> events() {
    return Combinators.combine(stamps(), changes()).as(JobEvent::new);
  }

  static Arbitrary<Stamp> stamps() {
    Arbitrary<Long> times =
        Arbitraries.of(-1L, 0L, 1_700_000_000_000L, 1_700_000_000_001L, 4_102_444_800_000L);
    Arbitrary<UUID> ids =
        Arbitraries.of(new UUID(0, 1), new UUID(0, -1), new UUID(-1, 0), new UUID(1, 1));
    return Combinators.combine(Arbitraries.longs().between(0, 2), times, ids).as(Stamp::new);
  }

  static Arbitrary<Change> changes() {
    Arbitrary<Change> created =
        Combinators.combine(texts().optional(0.5), fields()).as(Change.Created::new);
    Arbitrary<Change> modified = fields().map(Change.Modified::new);
    Arbitrary<Change> finished =
        Combinators.combine(Arbitraries.of(JobOutcome.values()), texts().optional(0.5))
            .as(Change.Finished::new);
    return Arbitraries.oneOf(
        created, modified, modified, finished, Arbitraries.just(new Change.Started()));
  }

  private static Arbitrary<Map<JobField, FieldValue>> fields() {
    return Arbitraries.maps(Arbitraries.of(PATCHABLE), values())
        .ofMaxSize(4)
        .map(
            map -> {
              EnumMap<JobField, FieldValue> fields = new EnumMap<>(JobField.class);
              fields.putAll(map);
              return fields;
            });
  }

  private static Arbitrary<FieldValue> values() {
    return Arbitraries.oneOf(
        texts().map(FieldValue.Text::new),
        Arbitraries.integers().map(FieldValue.Whole::new),
        Arbitraries.of(true, false).map(FieldValue.Flag::new),
        Arbitraries.longs().map(FieldValue.Time::new),
        texts().list().ofMaxSize(3).map(FieldValue.TextList::new),
        Combinators.combine(texts(), texts())
            .as(Tag::new)
            .list()
            .ofMaxSize(3)
            .map(FieldValue.TagList::new),
        Arbitraries.just(new FieldValue.Cleared()));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of("", "a", "b", "1.0.0", "固件", "😀 <&>");
  }

  static JobState fold(Iterable<JobEvent> events) {
    JobState state = JobState.UNKNOWN;
    for (JobEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  static Optional<JobView> view(JobState state) {
    return JobView.of(new JobKey("job", "account"), state);
  }
}
