package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PerGenerationTest {

  private static final PartitionOffsets FEW = new PartitionOffsets(5, 0);
  private static final PartitionOffsets MANY = new PartitionOffsets(9, 0);

  private final AtomicInteger generation = new AtomicInteger();
  private final PerGeneration<OwnedCopy> copy =
      new PerGeneration<>(generation::get, OwnedCopy::new);

  @Test
  void shouldDropTheAgeOfAnEarlierGeneration() {
    // given
    copy.observe(owned -> owned.observe(10, MANY, MANY));
    assertThat(copy.age(20)).contains(Duration.ofNanos(10));

    // when
    generation.incrementAndGet();

    // then
    assertThat(copy.age(20)).isEmpty();
    copy.observe(owned -> owned.observe(30, MANY, FEW));
    assertThat(copy.age(40)).isEmpty();
    copy.observe(owned -> owned.observe(50, MANY, MANY));
    assertThat(copy.age(60)).contains(Duration.ofNanos(10));
  }

  @Test
  void shouldNotCountAnObservationOfAnEarlierGeneration() {
    // when
    copy.observe(
        owned -> {
          generation.incrementAndGet();
          owned.observe(10, MANY, MANY);
        });

    // then
    assertThat(copy.age(20)).isEmpty();
  }
}
