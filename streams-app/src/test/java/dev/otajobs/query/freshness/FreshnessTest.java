package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.projection.ProgressFixture;
import dev.otajobs.topics.HeldBack;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** A partition that comes, goes and comes back. */
class FreshnessTest extends FreshnessFixture {

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
}
