package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.mutants.Mutant;
import dev.otajobs.faults.mutants.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All checks together against recorded runs: one without a defect, one of each planted defect. */
class RecordedDefectsCheckTest {

  @Test
  void shouldFindNothingWrongWithoutADefect() {
    // when
    Verdict verdict = Recording.replied("clean.tsv").verdict();

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counts())
        .containsEntry("acks", 15L)
        .containsEntry("reads", 21L)
        .containsEntry("reads found", 14L)
        .containsEntry("reads with a token", 5L)
        .containsEntry("standby replies", 1L)
        .containsEntry("jobs read as finished", 1L)
        .containsEntry("dead letters", 2L)
        .containsEntry("jobs compared at rest", 6L);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void shouldCatchThePlantedDefect(Mutant mutant) {
    // given
    String name = mutant.name().replace("'", "").replace(' ', '-') + ".tsv";

    // when
    Verdict verdict = Recording.replied(name).verdict();

    // then
    assertThat(mutant.caughtBy())
        .as("%s: %s", mutant.name(), verdict)
        .isNotEmpty()
        .allMatch(which -> verdict.violations(which) > 0);
  }

  static List<Mutant> mutants() {
    return Mutants.all();
  }
}
