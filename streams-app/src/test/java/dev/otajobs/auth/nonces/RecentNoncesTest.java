package dev.otajobs.auth.nonces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
    now = START.plus(NonceMemory.KEPT);
    use(KEY, "2", 2);

    // then
    assertThat(use(KEY, "3", 2)).isEqualTo(Use.FULL);
    assertThat(use(KEY, "1", 2)).isEqualTo(Use.USED);
    assertThat(use(OTHER, "3", 2)).isEqualTo(Use.FRESH);

    // when
    now = now.plusMillis(1);

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

  @Test
  void shouldRememberAllOfManyNonces() {
    // given
    int many = 100_000;
    Duration between = NonceMemory.KEPT.dividedBy(many);

    // then
    for (int i = 0; i < many; i++) {
      assertThat(use(KEY, "n" + i, PLENTY)).isEqualTo(Use.FRESH);
      now = now.plus(between);
    }
    for (int i = 0; i < many; i++) {
      assertThat(use(KEY, "n" + i, PLENTY)).isEqualTo(Use.USED);
    }
    assertThat(use(KEY, "one more", many)).isEqualTo(Use.FULL);
  }

  /** Against a map that forgets nothing. */
  @Property
  void shouldRememberForThirtyToFortyMinutes(
      @ForAll @Size(max = 200) List<@IntRange(max = 7) Integer> names,
      @ForAll @IntRange(min = 1, max = 900) int secondsBetween) {
    // given
    RecentNonces tried = new RecentNonces(PLENTY);
    Map<Integer, Instant> lastFresh = new HashMap<>();
    Instant at = START;

    // then
    for (int name : names) {
      at = at.plusSeconds(secondsBetween);
      Use use = tried.useNow(KEY, "n" + name, at, PLENTY);
      Instant before = lastFresh.getOrDefault(name, Instant.MIN);
      if (!before.isBefore(at.minus(NonceMemory.KEPT))) {
        assertThat(use).isEqualTo(Use.USED);
      } else if (before.isBefore(at.minus(NonceMemory.KEPT_AT_MOST))) {
        assertThat(use).isEqualTo(Use.FRESH);
      }
      if (use == Use.FRESH) {
        lastFresh.put(name, at);
      }
    }
  }

  private Use use(AccessKeyId key, String nonce, int atMost) {
    return nonces.useNow(key, nonce, now, atMost);
  }
}
