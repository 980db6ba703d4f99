package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.query.index.IndexQuery;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class IndexQueryTest {

  /** What is only counted is counted without a look at it. */
  @Property
  void shouldTakeEveryEntryBetweenItsKeysIfItTakesAll(
      @ForAll @LongRange(min = 1, max = 20) long time,
      @ForAll @LongRange(min = 1, max = 20) long from,
      @ForAll @LongRange(min = 1, max = 20) long to,
      @ForAll @IntRange(min = 0, max = 2) int id,
      @ForAll boolean dynamic,
      @ForAll boolean hasInstance) {
    // given
    IndexQuery query = query(new IndexQuery.Times(from, to), Set.of(), Optional.empty(), false);
    IndexEntry entry =
        new IndexEntry(
            new IndexKey("a", "f", time, "job-" + id),
            dynamic,
            hasInstance ? Optional.of("iot-1") : Optional.empty());
    byte[] key = entry.key().toBytes();

    // when
    boolean between =
        Arrays.compareUnsigned(query.first(), key) <= 0
            && Arrays.compareUnsigned(key, query.last()) <= 0;

    // then
    assertThat(query.takesAll()).isTrue();
    assertThat(between).isEqualTo(query.takes(entry));
  }

  @Example
  void shouldNotTakeAllIfItTakesOnlySome() {
    IndexQuery.Times all = IndexQuery.Times.ALL;
    assertThat(query(all, Set.of("iot-1"), Optional.empty(), false).takesAll()).isFalse();
    assertThat(query(all, Set.of(), Optional.of("iot-1"), false).takesAll()).isFalse();
    assertThat(query(all, Set.of(), Optional.empty(), true).takesAll()).isFalse();
  }

  private static IndexQuery query(
      IndexQuery.Times times, Set<String> visible, Optional<String> instance, boolean dynamic) {
    return new IndexQuery(
        "a", "f", times, Optional.empty(), visible, instance, dynamic, true, 0, 10);
  }
}
