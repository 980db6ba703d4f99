package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The copies of a partition, owned and standing by: never held for fresher than they are. */
class CopiesTest {

  @Property
  void shouldNeverHoldTheOwnersCopyForFresherThanItIs(@ForAll Random random) {
    // given
    SimulatedTopics topics = new SimulatedTopics(random);
    ReadableEnds readable = new ReadableEnds(() -> 0);
    OwnedCopy copy = new OwnedCopy();

    for (int i = 0; i < 50; i++) {
      // when
      topics.goOn();
      long time = topics.now;
      topics.goOn();
      PartitionOffsets ends = topics.ends();
      topics.goOn();
      readable.observe(time, ends, topics.readable());
      topics.goOn();
      readable
          .seen()
          .asOf()
          .ifPresent(asOf -> copy.observe(asOf, readable.seen().readable(), topics.processed));

      // then
      PartitionOffsets store = topics.processed;
      copy.age(topics.now)
          .ifPresent(
              age -> assertThat(topics.isComplete(store, topics.now - age.toNanos())).isTrue());
    }
  }

  @Property
  void shouldNeverHoldTheStandbysCopyForFresherThanItIs(@ForAll Random random) {
    // given
    SimulatedTopics topics = new SimulatedTopics(random);
    ReadableEnds readable = new ReadableEnds(() -> 0);
    StandbyCopy copy = new StandbyCopy();

    for (int i = 0; i < 50; i++) {
      // when
      topics.goOn();
      long time = topics.now;
      topics.goOn();
      PartitionOffsets ends = topics.ends();
      topics.goOn();
      readable.observe(time, ends, topics.readable());
      topics.goOn();
      PartitionOffsets committed = topics.committed;
      topics.goOn();
      long changelogEnd = topics.changelogEnd();
      topics.goOn();
      readable
          .seen()
          .asOf()
          .ifPresent(
              asOf ->
                  copy.observe(
                      asOf, readable.seen().readable(), committed, changelogEnd, topics.restored));

      // then
      PartitionOffsets store = topics.inStandby();
      copy.age(topics.now)
          .ifPresent(
              age -> assertThat(topics.isComplete(store, topics.now - age.toNanos())).isTrue());
    }
  }

  @Test
  void shouldBeFreshOnceAllIsThere() {
    // given
    StandbyCopy copy = new StandbyCopy();
    PartitionOffsets ends = new PartitionOffsets(5, 2);

    // then
    copy.observe(10, ends, new PartitionOffsets(5, 1), 7, 7);
    assertThat(copy.age(20)).as("not committed").isEmpty();
    copy.observe(30, ends, ends, 7, 6);
    assertThat(copy.age(40)).as("not restored").isEmpty();
    copy.observe(50, ends, ends, 7, 7);
    assertThat(copy.age(60)).contains(Duration.ofNanos(10));
    assertThat(copy.age(90)).contains(Duration.ofNanos(40));
  }

  @Test
  void shouldNeedBothSourceTopics() {
    // given
    OwnedCopy copy = new OwnedCopy();

    // then
    copy.observe(10, new PartitionOffsets(5, 2), new PartitionOffsets(5, 1));
    assertThat(copy.age(20)).isEqualTo(Optional.empty());
    copy.observe(30, new PartitionOffsets(6, 2), new PartitionOffsets(5, 2));
    assertThat(copy.age(40)).contains(Duration.ofNanos(30));
  }
}
