package dev.otajobs.auth.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.accounts.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Several instances that hear of each other a moment late, on a clock of the test's own. */
class QuotasAmongInstancesTest {

  private static final int MILLIS_PER_BEAT = 200;
  private static final long MILLI = 1_000_000L;

  /** Each of them, what it last heard of the others, and when its calls were let in. */
  private static final class Simulation {

    private final Account account;
    private final List<Quotas> instances = new ArrayList<>();
    private final List<Map<String, Integer>> heard = new ArrayList<>();
    private final List<List<Integer>> admitted = new ArrayList<>();
    private int millis;

    Simulation(int count, int quota) {
      account = new Account("a", quota, Set.of());
      for (int i = 0; i < count; i++) {
        int own = i;
        heard.add(Map.of());
        admitted.add(new ArrayList<>());
        instances.add(
            new Quotas(
                () -> millis * MILLI,
                accountId ->
                    IntStream.range(0, heard.size())
                        .filter(other -> other != own)
                        .mapToObj(other -> heard.get(other).getOrDefault(accountId, 0))
                        .toList()));
      }
    }

    /** Lets so many calls come each millisecond, instance by instance. */
    void run(int forMillis, int... callsPerMilli) {
      for (int end = millis + forMillis; millis < end; millis++) {
        if (millis % MILLIS_PER_BEAT == 0) {
          for (int i = 0; i < instances.size(); i++) {
            heard.set(i, instances.get(i).usage());
          }
        }
        for (int i = 0; i < instances.size(); i++) {
          for (int call = 0; call < callsPerMilli[i]; call++) {
            if (instances.get(i).admit(account.quota()) instanceof Admission.Admitted) {
              admitted.get(i).add(millis);
            }
          }
        }
      }
    }

    /** How many this one let in within the second before that millisecond. */
    long inSecondBefore(int instance, int end) {
      return admitted.get(instance).stream().filter(m -> m >= end - 1000 && m < end).count();
    }

    long allInSecondBefore(int end) {
      return IntStream.range(0, instances.size()).mapToLong(i -> inSecondBefore(i, end)).sum();
    }
  }

  @Property(tries = 50)
  void shouldLetInAboutTheQuotaInAllOnceTheyKnowEachOther(
      @ForAll @IntRange(min = 2, max = 4) int count,
      @ForAll @IntRange(min = 10, max = 60) int quota) {
    // given
    Simulation simulation = new Simulation(count, quota);
    int[] busy = new int[count];
    Arrays.fill(busy, 1);

    // when
    simulation.run(10_000, busy);

    // then
    for (int end = 3_000; end <= 10_000; end += 100) {
      assertThat(simulation.allInSecondBefore(end)).isBetween((long) quota - count, (long) quota);
      for (int i = 0; i < count; i++) {
        assertThat(simulation.inSecondBefore(i, end)).isGreaterThanOrEqualTo(quota / count);
      }
    }
  }

  @Property(tries = 50)
  void shouldGiveALateComerItsShare(@ForAll @IntRange(min = 10, max = 60) int quota) {
    // given
    Simulation simulation = new Simulation(2, quota);
    simulation.run(5_000, 1, 0);
    assertThat(simulation.inSecondBefore(0, 5_000)).isEqualTo(quota);

    // when
    simulation.run(5_000, 1, 1);

    // then
    for (int end = 6_000; end <= 10_000; end += 100) {
      assertThat(simulation.inSecondBefore(1, end)).isGreaterThanOrEqualTo(quota / 2);
    }
    for (int end = 8_000; end <= 10_000; end += 100) {
      // What has just left the other's second is missing in what it told.
      assertThat(simulation.allInSecondBefore(end)).isBetween((long) quota - 1, quota + 2L);
    }
  }

  @Test
  void shouldLetOneHaveAllOfItWhileTheOtherIsIdle() {
    // given
    Simulation simulation = new Simulation(2, 10);
    simulation.run(5_000, 1, 1);

    // when
    simulation.run(5_000, 0, 1);

    // then
    assertThat(simulation.inSecondBefore(1, 10_000)).isEqualTo(10);
  }

  @Test
  void shouldBoundABurstToAllAtOnce() {
    // given
    Simulation simulation = new Simulation(3, 12);

    // when
    simulation.run(1_000, 100, 100, 100);

    // then
    assertThat(simulation.allInSecondBefore(1_000)).isLessThanOrEqualTo(3 * 12);
  }

  @Test
  void shouldLetInOneEvenIfTheShareIsLess() {
    // given
    Simulation simulation = new Simulation(3, 1);

    // when
    simulation.run(3_000, 1, 1, 1);

    // then
    assertThat(simulation.allInSecondBefore(3_000)).isEqualTo(3);
  }
}
