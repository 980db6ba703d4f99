package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CopyOfGenerationTest {

  private static final SourceOffsets FEW = new SourceOffsets(5, 0);
  private static final SourceOffsets MANY = new SourceOffsets(9, 0);

  private final AtomicInteger generation = new AtomicInteger();
  private final CopyOfGeneration<OwnedCopy> copy =
      new CopyOfGeneration<>(generation::get, OwnedCopy::new);

  @Test
  void shouldForgetWhatWasKnownOfAStoreThatIsOpenedAgain() {
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
  void shouldNotHoldWhatWasSeenOfTheOldStoreForTheNewOnes() {
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
