package dev.otajobs.job;

import static dev.otajobs.job.JobEvents.fold;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class JobHistoryTest {

  private static final JobKey KEY = new JobKey("job", "100");

  @Provide
  Arbitrary<List<JobEvent>> lives() {
    return JobEvents.lives().map(life -> life.stream().distinct().toList());
  }

  /** With copies of events: a producer that is not sure sends again. */
  @Provide
  Arbitrary<List<JobEvent>> livesWithCopies() {
    return Combinators.combine(JobEvents.lives(), JobEvents.lives())
        .as(
            (life, more) -> {
              List<JobEvent> all = new ArrayList<>(life);
              life.forEach(event -> all.add(more.size() % 2 == 0 ? event : more.get(0)));
              return all;
            });
  }

  /** Those of the events, what lies between, before and after them. */
  @Provide
  Arbitrary<Long> times() {
    return Arbitraries.of(
        -2L, -1L, 0L, 1L, 1_700_000_000_000L, 1_700_000_000_001L, 4_102_444_800_000L, 1L << 50);
  }

  @Property
  void shouldBeTheFoldOfTheEventsUpToThatTime(
      @ForAll("lives") List<JobEvent> life,
      @ForAll("times") long time,
      @ForAll @IntRange(min = 1, max = 12) int most) {
    // given
    JobHistory history = JobHistory.of(Optional.empty(), changes(life), most);

    // when
    Optional<JobState> then = history.asOf(time);

    // then
    List<JobEvent> until =
        life.stream().filter(event -> event.stamp().occurredAt() <= time).toList();
    if (then.isPresent()) {
      assertThat(then.get()).isEqualTo(fold(until));
    } else {
      assertThat(history.earlier()).isPresent();
      assertThat(time).isLessThan(history.knownSince());
    }
    assertThat(history.changes()).hasSizeLessThanOrEqualTo(most);
    assertThat(history.whole().orElseThrow().state()).isEqualTo(fold(life));
    if (life.size() <= most) {
      assertThat(then).isPresent();
    }
  }

  /** What is stored is trimmed now and then, and events arrive in any order. */
  @Property
  void shouldBeTheSameWhateverTheOrderAndWheneverItWasTrimmed(
      @ForAll("livesWithCopies") List<JobEvent> life,
      @ForAll @IntRange(min = 1, max = 5) int most,
      @ForAll Random random) {
    // given
    List<JobChange> shuffled = new ArrayList<>(changes(life));
    Collections.shuffle(shuffled, random);
    JobHistory stored = new JobHistory(Optional.empty(), List.of());

    // when
    for (JobChange change : shuffled) {
      List<JobChange> more = new ArrayList<>(stored.changes());
      more.add(change);
      stored =
          random.nextBoolean()
              ? JobHistory.of(stored.earlier(), more, most)
              : new JobHistory(stored.earlier(), more);
    }

    // then
    assertThat(JobHistory.of(stored.earlier(), stored.changes(), most))
        .isEqualTo(JobHistory.of(Optional.empty(), changes(life), most));
  }

  @Property
  void shouldEndWithTheJobAsItIs(@ForAll("lives") List<JobEvent> life) {
    // given
    JobHistory history = JobHistory.of(Optional.empty(), changes(life), 100);

    // when
    List<JobHistory.Step> steps = history.steps(KEY);

    // then
    assertThat(steps).hasSameSizeAs(life);
    assertThat(steps.get(0).before()).isEmpty();
    assertThat(steps.get(steps.size() - 1).after()).isEqualTo(JobView.of(KEY, fold(life)));
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).before()).isEqualTo(steps.get(i - 1).after());
      assertThat(steps.get(i).change().stamp())
          .isGreaterThanOrEqualTo(steps.get(i - 1).change().stamp());
    }
  }

  @Property
  void shouldSayWhatCameLate(@ForAll("lives") List<JobEvent> life) {
    List<JobHistory.Step> steps = JobHistory.of(Optional.empty(), changes(life), 100).steps(KEY);
    for (int i = 0; i < steps.size(); i++) {
      long written = steps.get(i).change().writtenAt();
      assertThat(steps.get(i).isLate())
          .isEqualTo(
              steps.subList(i, steps.size()).stream()
                  .anyMatch(later -> later.change().writtenAt() < written));
    }
  }

  @Property
  void shouldTellAGap(@ForAll("lives") List<JobEvent> life) {
    Job whole = changes(life).stream().map(JobChange::says).reduce(Job::join).orElseThrow();
    List<JobChange> known = changes(life.subList(0, life.size() / 2));
    JobState half = fold(life.subList(0, life.size() / 2));

    assertThat(JobHistory.of(Optional.empty(), changes(life), 2).isOf(whole)).isTrue();
    assertThat(JobHistory.of(Optional.empty(), known, 2).isOf(whole))
        .isEqualTo(half.equals(whole.state()));
  }

  /** Written a second apart, in the order of the list. */
  private static List<JobChange> changes(List<JobEvent> life) {
    List<JobChange> changes = new ArrayList<>();
    for (JobEvent event : life) {
      changes.add(
          new JobChange(
              event.stamp(),
              Job.of(event, Revision.at(0, changes.size())),
              "source",
              1_000L * changes.size()));
    }
    return changes;
  }
}
