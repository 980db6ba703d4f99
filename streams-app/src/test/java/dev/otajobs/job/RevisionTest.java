package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** A revision of events whose origins anybody may forge. */
class RevisionTest {

  @Property(tries = 300)
  void shouldBeBoundedByAJoin(
      @ForAll @Size(max = 80) Map<@IntRange(max = 99) Integer, @LongRange(max = 99) Long> a,
      @ForAll @Size(max = 80) Map<@IntRange(max = 99) Integer, @LongRange(max = 99) Long> b,
      @ForAll @Size(max = 80) Map<@IntRange(max = 99) Integer, @LongRange(max = 99) Long> c) {
    Revision one = new Revision(new TreeMap<>(a));
    Revision two = new Revision(new TreeMap<>(b));
    Revision three = new Revision(new TreeMap<>(c));
    assertThat(one.join(two)).isEqualTo(two.join(one));
    assertThat(one.join(two).join(three)).isEqualTo(one.join(two.join(three)));
    assertThat(one.join(one)).isEqualTo(one);
    assertThat(one.join(two).offsets()).hasSizeLessThanOrEqualTo(Revision.MAX_PARTITIONS);
  }

  /** An ETag had 32 KB. */
  @Property(tries = 20)
  void shouldKeepItsTextShort(@ForAll @IntRange(min = 1, max = 3_000) int partitions) {
    Revision revision = Revision.at(0, 1);
    for (int partition = 0; partition < partitions; partition++) {
      revision = revision.join(Revision.at(partition, 999_999_999_999_999_999L));
    }
    assertThat(revision.text()).hasSizeLessThan(64 * 26);
    assertThat(Revision.parse(revision.text())).isEqualTo(revision);
  }
}
