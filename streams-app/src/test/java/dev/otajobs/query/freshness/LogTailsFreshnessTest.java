package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.projection.ProgressFixture;
import dev.otajobs.topics.EndOffsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** A partition whose copy is made up for by what is read of the log. */
class LogTailsFreshnessTest extends FreshnessFixture {

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
  void shouldNotTakeACopyForCompleteThatMayLackWhatWasMovedSince() {
    // given
    TopicPartition other = new TopicPartition(topics.events(), 0);
    ProgressFixture.begun(progress, P);
    EndOffsets ends = ends(Map.of(other, 7L), Map.of(other, 6L));
    freshness.observeSource(System.nanoTime(), ends, ends);
    freshness.observeCommitted(ends.committed());

    // when: the event is moved, after the copy was complete
    freshness.observeCommitted(Map.of(other, 7L));

    // then
    assertThat(freshness.isComplete(Copy.OWNED, P, ends)).isFalse();
    assertThat(freshness.age(Copy.OWNED, P).flatMap(Age::age)).contains(Age.UNKNOWN);
    freshness.observeSource(System.nanoTime(), ends, ends);
    assertThat(freshness.isComplete(Copy.OWNED, P, ends)).isTrue();
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
    observeSource(System.nanoTime(), all, stable);
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isFalse();
    assertThat(freshness.moves().heldFrom(P)).hasValue(4);

    // when
    tails.held().begun(moved, 4);
    tails.held().read(moved, 9);

    // then
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isTrue();
    assertThat(freshness.positions().isPastHeld(P)).isFalse();
    tails.held().lost(moved);
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isFalse();
    assertThat(freshness.age(Copy.OWNED, P)).as("until the next observation").isEmpty();
  }

  @Test
  void shouldKeepTheAgeOfACopyThatHasGotPastHeldMoves() {
    // given
    TopicPartition moved = new TopicPartition(topics.misplaced(), P);
    ProgressFixture.begun(progress, P);
    ProgressFixture.processed(progress, moved, 3);
    tails.held().begun(moved, 4);
    tails.held().read(moved, 9);
    EndOffsets all = ends(Map.of(moved, 9L), Map.of());
    observe(all, Map.of());

    // when
    ProgressFixture.processed(progress, moved, 8);

    // then
    assertThat(freshness.positions().isPastHeld(P)).isTrue();
    tails.held().ended(moved);
    assertThat(freshness.age(Copy.OWNED, P).filter(Age::isUpToDate)).isPresent();
    assertThat(freshness.isComplete(Copy.OWNED, P, all)).isTrue();
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
}
