package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.ProgressFixture;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** A partition that comes, goes and comes back. */
class FreshnessTest {

  private static final int P = 1;

  private final TopicsConfig topics =
      AppConfig.of(
              Map.of(
                  "bootstrap.servers", "localhost:9092",
                  "schema.registry.url", "http://localhost:8081",
                  "state.dir", "/none"))
          .topics();
  private final TopicPartition events = new TopicPartition(topics.events(), P);
  private final TopicPartition changelog = new TopicPartition("changelog", P);
  private final StandbyProgress standbys = new StandbyProgress();
  private final SourceProgress progress = new SourceProgress(standbys::ownerEnded);
  private final Tails tails = new Tails();
  private final Freshness freshness = new Freshness(topics, 2, progress, standbys, tails);

  @Test
  void shouldNotCountWhatALostStoreHadProcessed() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 99);
    observe(ends(100, 50), Map.of());
    assertThat(freshness.isComplete(Copy.OWNED, P, ends(100, 50))).isTrue();
    assertThat(freshness.positions().isPast(P, 99)).isTrue();
    assertThat(freshness.age(Copy.OWNED, P)).isPresent();

    // when: lost without a commit, and back once another owner has committed some of it
    ProgressFixture.begun(progress, P);

    // then
    assertThat(freshness.isComplete(Copy.OWNED, P, ends(100, 60))).isFalse();
    assertThat(freshness.positions().isPast(P, 99)).isFalse();
    assertThat(freshness.age(Copy.OWNED, P)).isEmpty();
    ProgressFixture.processed(progress, events, 99);
    observe(ends(100, 60), Map.of());
    assertThat(freshness.isComplete(Copy.OWNED, P, ends(100, 60))).isTrue();
    assertThat(freshness.age(Copy.OWNED, P)).isPresent();
  }

  @Test
  void shouldNotTakeTheCommitOfAnotherMemberForItsOwnProgress() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 49);

    // when
    observe(ends(100, 100), Map.of());

    // then
    assertThat(freshness.isComplete(Copy.OWNED, P, ends(100, 100))).isFalse();
    assertThat(freshness.age(Copy.OWNED, P)).isEmpty();
  }

  @Test
  void shouldKnowTheAgeOfAStandbyThatHasBecomeTheOwnerUntilItEnds() {
    // given
    standbys.onUpdateStart(changelog, "store", 0);
    standbys.onBatchLoaded(changelog, "store", new TaskId(0, P), 39, 40, 40);
    observe(ends(100, 100), Map.of(P, 40L));

    // when
    standbys.onUpdateSuspended(changelog, "store", 40, 40, SuspendReason.PROMOTED);
    ProgressFixture.begun(progress, P);

    // then
    assertThat(freshness.age(Copy.OWNED, P)).isPresent();
    ProgressFixture.ended(progress, P);
    assertThat(freshness.age(Copy.OWNED, P)).isEmpty();
    assertThat(freshness.age(Copy.STANDING, P)).isEmpty();
  }

  @Test
  void shouldBeAsOldAsTheMisplacedEventsOfAnyPartitionAre() {
    // given
    TopicPartition other = new TopicPartition(topics.events(), 0);
    ProgressFixture.begun(progress, P);
    EndOffsets ends = ends(Map.of(other, 7L), Map.of(other, 6L));

    // then
    freshness.observeSource(System.nanoTime(), ends, ends);
    freshness.observeCommitted(ends.committed());
    assertThat(freshness.age(Copy.OWNED, P).flatMap(Age::age))
        .as("one may be misplaced")
        .contains(Age.UNKNOWN);
    assertThat(freshness.isComplete(Copy.OWNED, P, ends)).isFalse();
    assertThat(freshness.moves().areLate(0)).isTrue();
    assertThat(freshness.moves().movedBelow(0)).as("a moment ago").isEmpty();
    assertThat(freshness.moves().behind(0)).isEqualTo(1);

    // when: the tail of the other partition is read here
    tails.strays().begun(other, 6);
    tails.strays().read(other, 7);
    freshness.observeSource(System.nanoTime(), ends, ends);

    // then
    assertThat(freshness.age(Copy.OWNED, P).filter(Age::isUpToDate)).isPresent();
    assertThat(freshness.isComplete(Copy.OWNED, P, ends)).isTrue();

    // when: it is read no longer
    tails.strays().ended(other);

    // then
    assertThat(freshness.age(Copy.OWNED, P).flatMap(Age::age)).contains(Age.UNKNOWN);
    assertThat(freshness.isComplete(Copy.OWNED, P, ends)).isFalse();
  }

  @Test
  void shouldPassOverAPartitionWhoseLeaderDoesNotAnswer() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 99);
    observe(ends(100, 100), Map.of());
    Age before = freshness.age(Copy.OWNED, P).orElseThrow();

    // when
    EndOffsets others =
        new EndOffsets(Map.of(topics.eventsAt(0), 5L, topics.misplacedAt(0), 0L), Map.of());
    freshness.observeSource(System.nanoTime(), others, others);

    // then
    assertThat(freshness.knows(others, P)).isFalse();
    assertThat(freshness.knows(others, 0)).isTrue();
    assertThat(freshness.age(Copy.OWNED, P).orElseThrow().lag()).isGreaterThan(before.lag());
  }

  @Test
  void shouldReadWhatADeadInstanceHoldsBackOfTheMovedEvents() {
    // given
    TopicPartition moved = new TopicPartition(topics.misplaced(), P);
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, moved, 3);
    EndOffsets all = ends(Map.of(moved, 9L), Map.of());
    EndOffsets stable = ends(Map.of(moved, 4L), Map.of());

    // then
    long now = System.nanoTime();
    observeSource(now - Duration.ofSeconds(1).toNanos(), all, stable);
    observeSource(now, all, stable);
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isFalse();
    assertThat(freshness.moves().heldFrom(P)).hasValue(4);

    // when
    tails.held().begun(moved, 4);
    tails.held().read(moved, 9);

    // then
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isTrue();
    tails.held().ended(moved);
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isFalse();
    assertThat(freshness.age(Copy.OWNED, P)).as("until the next observation").isEmpty();
  }

  @Test
  void shouldKnowFromWhereOnTheLogMakesUpForWhatAStandbyLacks() {
    // given
    standbys.onUpdateStart(changelog, "store", 0);
    standbys.onBatchLoaded(changelog, "store", new TaskId(0, P), 38, 39, 40);

    // then
    observe(ends(100, 70), Map.of(P, 40L));
    assertThat(freshness.covered(P)).as("not restored").isEmpty();
    standbys.onBatchLoaded(changelog, "store", new TaskId(0, P), 39, 1, 40);
    observe(ends(110, 90), Map.of(P, 45L));
    assertThat(freshness.covered(P)).contains(new PartitionOffsets(70, 0));

    // when
    tails.overlays().begun(events, 70);
    tails.overlays().read(events, 110);
    observe(ends(110, 90), Map.of(P, 45L));

    // then
    assertThat(freshness.isComplete(Copy.OVERLAID, P, ends(110, 0))).isTrue();
    assertThat(freshness.isComplete(Copy.OVERLAID, P, ends(111, 0))).isFalse();
    assertThat(freshness.positions().isOverlayPast(P, 109)).isTrue();
    assertThat(freshness.positions().isOverlayPast(P, 110)).isFalse();
    assertThat(freshness.age(Copy.OVERLAID, P)).isPresent();
    assertThat(freshness.isOverlayAhead(P)).isTrue();
    tails.overlays().ended(events);
    assertThat(freshness.age(Copy.OVERLAID, P)).isEmpty();
    assertThat(freshness.isOverlayAhead(P)).isFalse();
  }

  @Test
  void shouldNotForgetOtherPartitions() {
    // given
    TopicPartition other = new TopicPartition(topics.events(), 0);
    ProgressFixture.processed(progress, other, 7);

    // when
    ProgressFixture.begun(progress, P);

    // then
    assertThat(freshness.positions().isPast(0, 7)).isTrue();
  }

  @Test
  void shouldNotHoldAStandbyThatBeginsAnewForAsFreshAsTheOneBefore() {
    // given
    standbys.onUpdateStart(changelog, "store", 0);
    standbys.onBatchLoaded(changelog, "store", new TaskId(0, P), 39, 40, 40);
    observe(ends(100, 100), Map.of(P, 40L));
    assertThat(freshness.age(Copy.STANDING, P)).isPresent();

    // when
    standbys.onUpdateSuspended(changelog, "store", 40, 40, SuspendReason.MIGRATED);
    standbys.onUpdateStart(changelog, "store", 0);

    // then
    assertThat(freshness.age(Copy.STANDING, P)).isEmpty();
    standbys.onBatchLoaded(changelog, "store", new TaskId(0, P), 38, 39, 40);
    observe(ends(100, 100), Map.of(P, 40L));
    assertThat(freshness.age(Copy.STANDING, P)).isEmpty();
    standbys.onBatchLoaded(changelog, "store", new TaskId(0, P), 39, 1, 40);
    observe(ends(100, 100), Map.of(P, 40L));
    assertThat(freshness.age(Copy.STANDING, P)).isPresent();
  }

  @Test
  void shouldKnowTheAgeOfAnOwnerBehindATransaction() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 39);
    long began = System.nanoTime();
    observeSource(began, ends(40, 0), ends(40, 0));

    // when
    observeSource(began + 1_000, ends(100, 0), ends(40, 0));

    // then
    assertThat(freshness.isComplete(Copy.OWNED, P, ends(100, 0))).isFalse();
    assertThat(freshness.heldBack(Copy.OWNED, P).map(HeldBack::records)).contains(60L);
    Age age = freshness.age(Copy.OWNED, P).orElseThrow();
    assertThat(age.age().orElseThrow()).isGreaterThanOrEqualTo(age.lag().plusNanos(1_000));

    // when: another owner begins meanwhile
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 39);
    observeSource(began + 2_000, ends(100, 0), ends(40, 0));

    // then
    Age again = freshness.age(Copy.OWNED, P).orElseThrow();
    assertThat(again.age().orElseThrow()).isGreaterThanOrEqualTo(again.lag().plusNanos(2_000));
  }

  @Test
  void shouldKnowHowOldAnOwnerIsAtMostIfATransactionIsOpenFromTheStart() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 39);
    long began = System.nanoTime() - Duration.ofSeconds(10).toNanos();

    // when
    observeSource(began, ends(100, 0), ends(40, 0));
    observeSource(System.nanoTime(), ends(101, 0), ends(40, 0));

    // then
    assertThat(freshness.heldBack(Copy.OWNED, P).map(HeldBack::records)).contains(61L);
    Age age = freshness.age(Copy.OWNED, P).orElseThrow();
    assertThat(age.lag()).isLessThan(Duration.ofSeconds(10));
    assertThat(age.age().orElseThrow()).isGreaterThan(Freshness.MAX_TRANSACTION.plusSeconds(9));

    // when
    ProgressFixture.processed(progress, events, 100);
    observeSource(System.nanoTime(), ends(101, 0), ends(101, 0));

    // then
    assertThat(freshness.heldBack(Copy.OWNED, P)).isEmpty();
    assertThat(freshness.age(Copy.OWNED, P).orElseThrow().age().orElseThrow())
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void shouldNotGuessTheAgeOfATransactionThatHangs() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 39);
    long began = System.nanoTime() - Freshness.MAX_TRANSACTION.toNanos();

    // when
    observeSource(began, ends(100, 0), ends(40, 0));
    observeSource(System.nanoTime(), ends(100, 0), ends(40, 0));

    // then
    assertThat(freshness.age(Copy.OWNED, P).orElseThrow().age()).isEmpty();
  }

  @Test
  void shouldNotBlameATransactionForWhatItCouldHaveRead() {
    // given
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, events, 29);

    // when
    observeSource(System.nanoTime(), ends(100, 0), ends(40, 0));

    // then
    assertThat(freshness.heldBack(Copy.OWNED, P)).isEmpty();
    assertThat(freshness.age(Copy.OWNED, P)).isEmpty();
  }

  /** All partitions' owners have moved what was misplaced. */
  private void observeSource(long time, EndOffsets acknowledged, EndOffsets stable) {
    freshness.observeSource(time, acknowledged, stable);
    freshness.observeCommitted(stable.ends());
  }

  private void observe(EndOffsets source, Map<Integer, Long> changelogEnds) {
    observeSource(System.nanoTime(), source, source);
    freshness.observeCommitted(source.committed());
    freshness.observeStandbys(source.committed(), changelogEnds);
  }

  private EndOffsets ends(long end, long committed) {
    return ends(Map.of(events, end), Map.of(events, committed));
  }

  /** These, and 0 of all other source partitions. */
  private EndOffsets ends(Map<TopicPartition, Long> some, Map<TopicPartition, Long> committed) {
    Map<TopicPartition, Long> all = new HashMap<>();
    for (int p = 0; p < 2; p++) {
      all.put(topics.eventsAt(p), 0L);
      all.put(topics.misplacedAt(p), 0L);
    }
    all.putAll(some);
    return new EndOffsets(all, committed);
  }
}
