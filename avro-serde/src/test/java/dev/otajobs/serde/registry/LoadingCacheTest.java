package dev.otajobs.serde.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LoadingCacheTest {

  /** The keys weigh what they are. */
  @Property(tries = 200)
  void shouldNotWeighMoreThanItMay(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 40) Integer> keys) {
    AtomicInteger loads = new AtomicInteger();
    LoadingCache<Integer, Integer> cache =
        new LoadingCache<>(
            100,
            value -> value,
            key -> {
              loads.incrementAndGet();
              return key;
            });
    for (int key : keys) {
      assertThat(cache.get(key)).isEqualTo(key);
      int before = loads.get();
      assertThat(cache.get(key)).as("the last one is kept").isEqualTo(key);
      assertThat(loads).hasValue(before);
      assertThat(cache.weight()).isBetween((long) key, 100L);
    }
  }
}
