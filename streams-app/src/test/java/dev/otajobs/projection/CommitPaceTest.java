package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final CommitPace pace = new CommitPace(true, clock::get);

  @Test
  void shouldCommitForTheFirstTimeAfter100Ms() {
    // given
    assertThat(pace.isDue()).isFalse();

    // when
    pass(Duration.ofMillis(100));

    // then
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shouldWaitForHalfASecondAtMost() {
    // given
    commit(Duration.ofSeconds(3));

    // when
    pass(Duration.ofMillis(499));

    // then
    assertThat(pace.isDue()).isFalse();

    // when
    pass(Duration.ofMillis(1));

    // then
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shouldCommitTenTimesASecondWhileCommitsAreQuick() {
    // given
    commit(Duration.ofMillis(10));

    // when
    pass(Duration.ofMillis(99));

    // then
    assertThat(pace.isDue()).isFalse();

    // when
    pass(Duration.ofMillis(1));

    // then
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shouldLeaveThreeQuartersOfTheTimeToEvents() {
    // given
    commit(Duration.ofMillis(60));

    // when
    pass(Duration.ofMillis(179));

    // then
    assertThat(pace.isDue()).isFalse();

    // when
    pass(Duration.ofMillis(1));

    // then
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shouldGoByTheLastCommit() {
    // given
    commit(Duration.ofSeconds(1));
    commit(Duration.ofMillis(1));

    // when
    pass(Duration.ofMillis(100));

    // then
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shouldAddUpThePartsOfACommit() {
    // given
    pace.spend(() -> pass(Duration.ofMillis(30)));
    pass(Duration.ofSeconds(1));
    pace.spend(() -> pass(Duration.ofMillis(20)));
    pace.committed();

    // when
    pass(Duration.ofMillis(149));

    // then
    assertThat(pace.isDue()).isFalse();

    // when
    pass(Duration.ofMillis(1));

    // then
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shouldKeepThreadsApart() {
    // given
    commit(Duration.ofMillis(1));
    pass(Duration.ofSeconds(1));

    // when
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> commit(Duration.ofMillis(1)));
    other.join();

    // then
    assertThat(pace.isDue()).isTrue();
  }

  private void commit(Duration took) {
    pace.spend(() -> pass(took));
    pace.committed();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
