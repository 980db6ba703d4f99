package dev.otajobs.query.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.query.freshness.TailProgress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When tails are begun and ended. */
class ActiveTailsTest {

  private static final class Part implements Tail {

    private final int partition;
    private long bytes;

    Part(int partition) {
      this.partition = partition;
    }

    @Override
    public int partition() {
      return partition;
    }

    @Override
    public Map<TopicPartition, Long> start() {
      return Map.of(source(partition), 7L);
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
      throw new AssertionError("nothing is read here");
    }
  }

  private final class Need implements ActiveTails.Need<Part> {

    @Override
    public String name() {
      return "part";
    }

    @Override
    public boolean isNeeded(int partition) {
      return needed.contains(partition);
    }

    @Override
    public Optional<Part> begin(int partition) {
      return canBegin ? Optional.of(new Part(partition)) : Optional.empty();
    }

    @Override
    public boolean fits(Part tail) {
      return fits;
    }
  }

  private static TopicPartition source(int partition) {
    return new TopicPartition("events", partition);
  }

  private final Set<Integer> needed = new HashSet<>();
  private boolean canBegin = true;
  private boolean fits = true;
  private long now = Long.MAX_VALUE - 5;
  private final TailProgress progress = new TailProgress();
  private final ActiveTails<Part> tails =
      new ActiveTails<>(3, 100, new Need(), progress, () -> now);

  @Test
  void shouldHoldNoneWhileNoneIsNeeded() {
    assertThat(tails.update()).isEmpty();
    assertThat(tails.isEmpty()).isTrue();
  }

  @Test
  void shouldBeginAndEndAMomentAfterTheNeed() {
    // given
    needed.add(1);

    // when
    List<Part> held = tails.update();

    // then
    assertThat(held).hasSize(1);
    assertThat(tails.at(1)).contains(held.get(0));
    assertThat(tails.at(0)).isEmpty();
    assertThat(tails.isEmpty()).isFalse();
    assertThat(progress.next(source(1))).hasValue(7);

    // when
    needed.clear();
    pass(ActiveTails.LINGER);

    // then
    assertThat(tails.update()).isEqualTo(held);
    pass(Duration.ofNanos(1));
    assertThat(tails.update()).isEmpty();
    assertThat(tails.isEmpty()).isTrue();
    assertThat(progress.next(source(1))).isEmpty();
  }

  @Test
  void shouldWaitUntilItCanBegin() {
    // given
    needed.add(0);
    canBegin = false;

    // then
    assertThat(tails.update()).isEmpty();
    canBegin = true;
    assertThat(tails.update()).hasSize(1);
  }

  @Test
  void shouldReplaceATailThatFitsNoLonger() {
    // given
    needed.add(0);
    Part first = tails.update().get(0);

    // when
    fits = false;

    // then
    assertThat(tails.at(0)).isEmpty();
    assertThat(tails.all()).isEmpty();
    assertThat(tails.update()).doesNotContain(first).hasSize(1);
  }

  @Test
  void shouldGiveUpTheLargestBeyondTheBoundForAWhile() {
    // given
    needed.addAll(Set.of(0, 1));
    List<Part> held = tails.update();
    held.get(0).bytes = 40;
    held.get(1).bytes = 61;

    // then
    assertThat(tails.update()).containsExactly(held.get(0));
    assertThat(tails.at(1)).isEmpty();
    assertThat(progress.next(source(1))).isEmpty();
    assertThat(tails.update()).containsExactly(held.get(0));
    pass(Duration.ofSeconds(5));
    assertThat(tails.update()).hasSize(2);
  }

  @Test
  void shouldEndAll() {
    // given
    needed.addAll(Set.of(0, 2));
    tails.update();

    // when
    tails.endAll();

    // then
    assertThat(tails.isEmpty()).isTrue();
    assertThat(progress.next(source(2))).isEmpty();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
