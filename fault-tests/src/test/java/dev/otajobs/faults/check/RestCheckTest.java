package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestCheckTest {

  private static final SampleRead AT_REST = SampleRead.at(30_000).within(Duration.ZERO);

  private static final String STARTED = "2026-01-01T00:00:01Z\tstarted";

  private final Recording clean = Recording.replied("clean.tsv");
  private final Verdict verdict = new Verdict();

  @Test
  void shouldAcceptJobsThatAreTheFoldOfTheirEvents() {
    // when
    check(clean.owners(), Duration.ZERO);

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("jobs compared at rest")).isEqualTo(6);
  }

  @Test
  void shouldRefuseAJobThatLacksAnEvent() {
    // when
    check(Recording.replied("a-lost-event.tsv").owners(), Duration.ZERO);

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOUND")
  void shouldRefuseAnythingButTheJob(Outcome outcome) {
    // when
    check(instead(AT_REST.ended(outcome, 0)), Duration.ZERO);

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldRefuseAJobWithoutACreation() {
    // given
    String body = "{\"JobId\":\"job-6\",\"JobStatus\":\"IN_PROGRESS\"}";

    // when
    check(instead(AT_REST.of("job-6/100000000000001").found("1-2", body)), Duration.ZERO);

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldAskAgainForWhatIsNotThereYet() {
    // given
    Queue<Function<List<JobKey>, List<Read>>> rounds =
        new ArrayDeque<>(List.of(instead(AT_REST.ended(Outcome.UNAVAILABLE, 503)), clean.owners()));

    // when
    check(keys -> rounds.remove().apply(keys), Duration.ofSeconds(30));

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(rounds).isEmpty();
  }

  @Test
  void shouldAskForAllJobsButForFewAtOnce() {
    // given
    String[] more =
        IntStream.range(100, 200)
            .mapToObj(i -> "event\t1-%d\tjob-%d/100000000000001\t%s".formatted(i, i, STARTED))
            .toArray(String[]::new);
    Run run = Recording.written(more).run();
    List<List<JobKey>> batches = new ArrayList<>();
    Function<List<JobKey>, List<Read>> owners =
        keys -> {
          batches.add(List.copyOf(keys));
          return List.of();
        };

    // when
    new RestCheck(run, owners, Duration.ZERO).check(verdict, "at rest");

    // then
    assertThat(batches).hasSize(2).allMatch(batch -> batch.size() <= 64);
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(run.log().jobs().keySet());
  }

  private Function<List<JobKey>, List<Read>> instead(Read other) {
    return keys ->
        clean.owners().apply(keys).stream()
            .map(read -> read.key().equals(other.key()) ? other : read)
            .toList();
  }

  private void check(Function<List<JobKey>, List<Read>> owners, Duration patience) {
    new RestCheck(clean.run(), owners, patience).check(verdict, "at rest");
  }
}
