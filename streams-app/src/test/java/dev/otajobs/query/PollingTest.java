package dev.otajobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollingTest {

  private final Vertx vertx = Vertx.vertx();
  private final Polling polling = new Polling(vertx);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldAskUntilThereIsAnAnswer() throws Exception {
    assertThat(
            polling
                .until(
                    () -> asked.incrementAndGet() < 5 ? Optional.empty() : Optional.of("here"),
                    Deadline.in(Duration.ofSeconds(10)))
                .await(10, TimeUnit.SECONDS))
        .contains("here");
    assertThat(asked).hasValue(5);
  }

  @Test
  void shouldAskOnceIfTheDeadlineHasPassed() throws Exception {
    assertThat(
            polling
                .until(
                    () -> {
                      asked.incrementAndGet();
                      return Optional.empty();
                    },
                    Deadline.in(Duration.ZERO))
                .await(10, TimeUnit.SECONDS))
        .isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  void shouldEndSoonAfterTheDeadlineWithoutSpinning() throws Exception {
    // given
    long start = System.nanoTime();

    // when
    Optional<String> answer =
        polling
            .<String>until(
                () -> {
                  asked.incrementAndGet();
                  return Optional.empty();
                },
                Deadline.in(Duration.ofMillis(300)))
            .await(10, TimeUnit.SECONDS);

    // then
    assertThat(answer).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
    assertThat(asked.get()).isBetween(2, 40);
  }

  @Test
  void shouldFailWithTheQuestion() {
    assertThatThrownBy(
            () ->
                polling
                    .until(
                        () -> {
                          if (asked.incrementAndGet() > 2) {
                            throw new IllegalStateException("gone");
                          }
                          return Optional.empty();
                        },
                        Deadline.in(Duration.ofSeconds(10)))
                    .await(10, TimeUnit.SECONDS))
        .hasMessage("gone");
  }
}
