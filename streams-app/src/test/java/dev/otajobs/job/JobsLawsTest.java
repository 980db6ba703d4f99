package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The table's values are a join-semilattice, the bound on accounts included. */
class JobsLawsTest {

  /** What one event each says, of more accounts than one value keeps. */
  @Provide
  Arbitrary<List<Jobs>> sayings() {
    Arbitrary<String> accounts =
        Arbitraries.integers().between(0, 2 * Jobs.MAX_ACCOUNTS).map(n -> "account-" + n);
    Arbitrary<Revision> revisions =
        Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.longs().between(0, 9))
            .as(Revision::at);
    return Combinators.combine(accounts, JobEvents.events(), revisions)
        .as((account, event, at) -> Jobs.of(account, Job.of(event, at)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3 * Jobs.MAX_ACCOUNTS);
  }

  @Property
  void shouldFoldAnyOrderAndAnyDuplicatesToTheSameJobs(
      @ForAll("sayings") List<Jobs> life, @ForAll Random random) {
    List<Jobs> shuffled = new ArrayList<>(life);
    life.forEach(said -> shuffled.add(life.get(random.nextInt(life.size()))));
    Collections.shuffle(shuffled, random);

    assertThat(fold(shuffled)).isEqualTo(fold(life));
  }

  @Property
  void shouldBeASemilattice(
      @ForAll("sayings") List<Jobs> a,
      @ForAll("sayings") List<Jobs> b,
      @ForAll("sayings") List<Jobs> c) {
    Jobs x = fold(a);
    Jobs y = fold(b);
    Jobs z = fold(c);

    assertThat(x.join(x)).isEqualTo(x);
    assertThat(x.join(y)).isEqualTo(y.join(x));
    assertThat(x.join(y).join(z)).isEqualTo(x.join(y.join(z)));
  }

  @Property
  void shouldKeepTheSmallestAccountIds(@ForAll("sayings") List<Jobs> life) {
    TreeSet<String> accounts = new TreeSet<>();
    life.forEach(said -> accounts.addAll(said.byAccount().keySet()));

    assertThat(fold(life).byAccount().keySet())
        .containsExactlyElementsOf(accounts.stream().limit(Jobs.MAX_ACCOUNTS).toList());
  }

  @Property
  void shouldTellEveryJobThatTheLastJoinTouched(@ForAll("sayings") List<Jobs> life) {
    Jobs before = life.get(0);
    for (Jobs said : life.subList(1, life.size())) {
      Jobs after = before.join(said);
      TreeSet<String> accounts = new TreeSet<>(before.byAccount().keySet());
      accounts.addAll(after.byAccount().keySet());
      Jobs then = before;
      accounts.removeIf(account -> then.of(account).equals(after.of(account)));

      assertThat(after.updates())
          .extracting(Jobs.Update::accountId)
          .containsAll(accounts)
          .doesNotHaveDuplicates();
      for (Jobs.Update update : after.updates()) {
        assertThat(Optional.ofNullable(update.before())).isEqualTo(then.of(update.accountId()));
        assertThat(Optional.ofNullable(update.after())).isEqualTo(after.of(update.accountId()));
      }
      before = after;
    }
  }

  @Property
  void shouldForgetEverythingThatWasJoinedBeforeAnErasure(@ForAll("sayings") List<Jobs> life) {
    Jobs erased = fold(life).join(Jobs.ERASED);

    assertThat(erased.isEmpty()).isTrue();
    assertThat(erased.wasErased()).isTrue();
    assertThat(erased.updates())
        .extracting(Jobs.Update::accountId)
        .containsExactlyInAnyOrderElementsOf(fold(life).byAccount().keySet());
    assertThat(erased.join(life.get(0))).isEqualTo(life.get(0));
  }

  /** A job that expired is erased as it was seen, or not at all. */
  @Property
  void shouldExpireOnlyWhatHadNoEventSince(
      @ForAll("sayings") List<Jobs> seen, @ForAll("sayings") List<Jobs> since) {
    Jobs old = fold(seen);
    Jobs expired = Jobs.erasedUpTo(old.revision());
    Jobs newer = old.join(fold(since));

    assertThat(old.join(expired).isEmpty()).isTrue();
    if (newer.isWithin(old.revision())) {
      assertThat(newer.join(expired).isEmpty()).isTrue();
    } else {
      assertThat(newer.join(expired)).isEqualTo(newer);
      assertThat(newer.join(expired).wasErased()).isFalse();
      assertThat(newer.join(expired).updates()).isEmpty();
    }
  }

  @Test
  void shouldNotHandOutAnotherAccountsJob() {
    // given
    Jobs jobs =
        Jobs.of("100", Job.of(new JobEvent(stamp(), new Change.Started()), Revision.at(0, 1)));

    // then
    assertThat(jobs.of("100")).isPresent();
    assertThat(jobs.of("200")).isEmpty();
    assertThat(jobs.of("")).isEmpty();
  }

  private static Stamp stamp() {
    return new Stamp(0, 1, new UUID(1, 1));
  }

  private static Jobs fold(List<Jobs> life) {
    return life.stream().reduce(Jobs::join).orElseThrow();
  }
}
