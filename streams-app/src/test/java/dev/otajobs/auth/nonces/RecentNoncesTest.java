package dev.otajobs.auth.nonces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory.Use;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentNoncesTest {

  private static final AccessKeyId KEY = new AccessKeyId("key");
  private static final AccessKeyId OTHER = new AccessKeyId("other");
  private static final Instant START = Instant.parse("2026-11-22T19:15:24Z");
  private static final int PLENTY = 1_000_000;

  private final RecentNonces nonces = new RecentNonces(PLENTY);
  private Instant now = START;

  @Test
  void shouldTakeANonceOncePerKey() {
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.FRESH);
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.USED);
    assertThat(use(KEY, "N", PLENTY)).isEqualTo(Use.FRESH);
    assertThat(use(OTHER, "n", PLENTY)).isEqualTo(Use.FRESH);
  }

  @Test
  void shouldRememberForThirtyMinutes() {
    // given
    use(KEY, "n", PLENTY);

    // then
    now = START.plus(NonceMemory.KEPT);
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.USED);
    now = now.plusMillis(1);
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.FRESH);
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.USED);
  }

  @Test
  void shouldNotCountFromARepetition() {
    // given
    use(KEY, "n", PLENTY);
    now = START.plusSeconds(60);
    use(KEY, "n", PLENTY);

    // when
    now = START.plus(NonceMemory.KEPT).plusMillis(1);

    // then
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.FRESH);
  }

  @Test
  void shouldRefuseRatherThanForget() {
    // given
    use(KEY, "1", 2);
    now = START.plusSeconds(1);
    use(KEY, "2", 2);

    // then
    assertThat(use(KEY, "3", 2)).isEqualTo(Use.FULL);
    assertThat(use(KEY, "1", 2)).isEqualTo(Use.USED);
    assertThat(use(OTHER, "3", 2)).isEqualTo(Use.FRESH);

    // when
    now = START.plus(NonceMemory.KEPT).plusMillis(1);

    // then
    assertThat(use(KEY, "3", 2)).isEqualTo(Use.FRESH);
    assertThat(use(KEY, "4", 2)).isEqualTo(Use.FULL);
    assertThat(use(KEY, "2", 2)).isEqualTo(Use.USED);
  }

  @Test
  void shouldKeepToItsOwnBound() {
    // given
    RecentNonces few = new RecentNonces(1);

    // then
    assertThat(few.useNow(KEY, "1", now, PLENTY)).isEqualTo(Use.FRESH);
    assertThat(few.useNow(KEY, "2", now, PLENTY)).isEqualTo(Use.FULL);
    assertThatThrownBy(() -> new RecentNonces(0)).hasMessage("maxPerKey is 0, expected at least 1");
  }

  @Test
  void shouldTakeAnExpiredNonceThoughManyWaitToBeForgotten() {
    // given
    IntStream.range(0, 1_000).forEach(i -> use(KEY, "n" + i, PLENTY));

    // when
    now = START.plus(NonceMemory.KEPT).plusMillis(1);

    // then
    assertThat(use(KEY, "n999", 1_000)).isEqualTo(Use.FRESH);
    assertThat(use(KEY, "n999", 1_000)).isEqualTo(Use.USED);
  }

  @Test
  void shouldForgetKeysThatAreIdle() {
    // given
    use(KEY, "n", PLENTY);
    now = START.plusSeconds(60);
    use(OTHER, "n", PLENTY);

    // when
    now = START.plus(NonceMemory.KEPT).plusMillis(1);
    use(OTHER, "m", PLENTY);

    // then
    assertThat(nonces.size()).isEqualTo(1);
    assertThat(use(OTHER, "n", PLENTY)).isEqualTo(Use.USED);
  }

  @Test
  void shouldStillRememberWhenTheClockIsPutBack() {
    // given
    use(KEY, "n", PLENTY);

    // when
    now = START.minusSeconds(3_600);

    // then
    assertThat(use(KEY, "n", PLENTY)).isEqualTo(Use.USED);
  }

  @Test
  void shouldGiveANonceToOneOfManyThreads() throws Exception {
    // given
    int threads = 8;
    int each = 2_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Callable<Long> caller =
        () ->
            IntStream.range(0, each)
                .filter(i -> nonces.useNow(KEY, "n" + i, START, PLENTY) == Use.FRESH)
                .count();

    // when
    long fresh = 0;
    try {
      for (Future<Long> part :
          pool.invokeAll(IntStream.range(0, threads).mapToObj(i -> caller).toList())) {
        fresh += part.get();
      }
    } finally {
      pool.shutdownNow();
    }

    // then
    assertThat(fresh).isEqualTo(each);
    assertThat(List.of(KEY, OTHER))
        .allMatch(key -> key.equals(KEY) == (use(key, "n0", PLENTY) == Use.USED));
  }

  private Use use(AccessKeyId key, String nonce, int atMost) {
    return nonces.useNow(key, nonce, now, atMost);
  }
}
