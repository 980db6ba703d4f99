package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.topics.HeldBack;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What transactions hold back, and since when. */
class ReadableEndsTest {

  private static final PartitionOffsets ALL = new PartitionOffsets(5, 9);

  private final ReadableEnds ends = new ReadableEnds(() -> 0);

  @Test
  void shouldHoldNothingBackWhileNothingIsOpen() {
    // when
    ends.observe(10, new PartitionOffsets(5, 2), new PartitionOffsets(5, 2));

    // then
    assertThat(ends.heldBack(ALL, 20)).isEmpty();
    assertThat(ends.seen().asOf()).isEqualTo(OptionalLong.of(10));
  }

  @Test
  void shouldCountFromTheFirstSightOfATransaction() {
    // when
    ends.observe(10, new PartitionOffsets(5, 2), new PartitionOffsets(5, 2));
    ends.observe(20, new PartitionOffsets(7, 2), new PartitionOffsets(5, 2));
    ends.observe(30, new PartitionOffsets(9, 3), new PartitionOffsets(5, 4));

    // then
    assertThat(ends.heldBack(ALL, 50)).contains(new HeldBack(Duration.ofNanos(30), 4));
    assertThat(ends.heldBack(new PartitionOffsets(4, 9), 50)).as("more could be read").isEmpty();
    assertThat(ends.seen().asOf()).as("complete").isEqualTo(OptionalLong.of(10));
  }

  @Test
  void shouldCountAnewWhenAnotherTransactionIsTheFirstOpenOne() {
    // when
    ends.observe(20, new PartitionOffsets(4, 2), new PartitionOffsets(3, 2));
    ends.observe(30, new PartitionOffsets(9, 2), new PartitionOffsets(4, 2));

    // then
    assertThat(ends.heldBack(ALL, 50)).contains(new HeldBack(Duration.ofNanos(20), 5));
    assertThat(ends.seen().asOf()).isEqualTo(OptionalLong.of(20));
  }

  @Test
  void shouldSayNothingOfTheTimeAfterAPause() {
    // when
    ends.observe(20, new PartitionOffsets(9, 2), new PartitionOffsets(5, 2));

    // then
    assertThat(ends.heldBack(ALL, 20 + Duration.ofSeconds(3).toNanos())).isEmpty();
  }
}
