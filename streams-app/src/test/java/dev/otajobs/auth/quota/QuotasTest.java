package dev.otajobs.auth.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.accounts.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuotasTest {

  private static final long SECOND = 1_000_000_000L;

  /** Nanoseconds may begin anywhere: here they overflow after half a second. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2);

  private final Quotas quotas = new Quotas(now::get, RemoteUsage.NONE);

  @Test
  void shouldRefuseTheEleventhCallOfASecond() {
    // given
    Account account = account("a", 10);
    for (int i = 0; i < 10; i++) {
      assertThat(quotas.admit(account.quota())).isInstanceOf(Admission.Admitted.class);
      now.addAndGet(SECOND / 20);
    }

    // then
    assertThat(quotas.admit(account.quota())).isEqualTo(throttled(SECOND / 2));
    now.addAndGet(SECOND / 2 - 1);
    assertThat(quotas.admit(account.quota())).isEqualTo(throttled(1));
    now.addAndGet(1);
    assertThat(quotas.admit(account.quota())).isInstanceOf(Admission.Admitted.class);
    assertThat(quotas.admit(account.quota())).isEqualTo(throttled(SECOND / 20));
    assertThat(quotas.refused()).isEqualTo(3);
  }

  @Test
  void shouldNotCountRefusedCalls() {
    // given
    Account account = account("a", 1);
    quotas.admit(account.quota());
    IntStream.range(0, 100).forEach(i -> quotas.admit(account.quota()));

    // when
    now.addAndGet(SECOND);

    // then
    assertThat(quotas.admit(account.quota())).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void shouldCountAccountsApart() {
    // given
    quotas.admit(account("a", 1).quota());

    // then
    assertThat(quotas.admit(account("b", 1).quota())).isInstanceOf(Admission.Admitted.class);
    assertThat(quotas.admit(account("a", 1).quota())).isEqualTo(throttled(SECOND));
  }

  @Test
  void shouldFollowAQuotaThatChanges() {
    // given
    for (int i = 0; i < 4; i++) {
      quotas.admit(account("a", 4).quota());
      now.addAndGet(SECOND / 10);
    }

    // then
    assertThat(quotas.admit(account("a", 2).quota())).isEqualTo(throttled(SECOND * 8 / 10));
    assertThat(quotas.admit(account("a", 5).quota())).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void shouldForgetIdleAccounts() {
    // given
    IntStream.range(0, 100).forEach(i -> quotas.admit(account("a" + i, 1).quota()));

    // when
    now.addAndGet(SECOND);
    quotas.admit(account("b", 1).quota());

    // then
    assertThat(quotas.size()).isEqualTo(1);
  }

  @Property
  void shouldAdmitAsManyAsItMayInEverySecondAndNoMore(
      @ForAll @IntRange(min = 1, max = 20) int atMost, @ForAll Random random) {
    // given
    AtomicLong time = new AtomicLong(random.nextLong());
    Quotas any = new Quotas(time::get, RemoteUsage.NONE);
    List<Long> admitted = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      // when
      time.addAndGet(random.nextInt((int) SECOND / 10));
      boolean admit = any.admit(account("a", atMost).quota()) instanceof Admission.Admitted;

      // then
      long inSecond = admitted.stream().filter(then -> time.get() - then < SECOND).count();
      assertThat(admit).isEqualTo(inSecond < atMost);
      if (admit) {
        admitted.add(time.get());
      }
    }
  }

  @Test
  void shouldBeExactUnderManyThreads() throws Exception {
    // given
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Account account = account("a", 1_000);
    Callable<Long> caller =
        () ->
            IntStream.range(0, 1_000)
                .filter(i -> quotas.admit(account.quota()) instanceof Admission.Admitted)
                .count();

    // when
    long admitted = 0;
    try {
      for (Future<Long> part :
          pool.invokeAll(IntStream.range(0, threads).mapToObj(i -> caller).toList())) {
        admitted += part.get();
      }
    } finally {
      pool.shutdownNow();
    }

    // then
    assertThat(admitted).isEqualTo(1_000);
  }

  private static Account account(String id, int requestsPerSecond) {
    return new Account(id, requestsPerSecond, Set.of());
  }

  private static Admission throttled(long nanos) {
    return new Admission.Throttled(Duration.ofNanos(nanos));
  }

  @Test
  void shouldTakeBackTheCallThatIsGivenBackAndNoOther() {
    // given
    Account account = account("a", 2);
    Admission first = quotas.admit(account.quota());
    now.addAndGet(SECOND / 2);
    quotas.admit(account.quota());

    // when
    quotas.giveBack(account.quota(), (Admission.Admitted) first);

    // then
    assertThat(quotas.admit(account.quota())).isInstanceOf(Admission.Admitted.class);
    assertThat(quotas.admit(account.quota())).isEqualTo(throttled(SECOND));
  }
}
