package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class IndexKeyTest {

  private static final long MAX_TIME = 253_402_300_799_999L;

  @Property
  void shouldReadWhatItWrites(
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String account,
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String firmware,
      @ForAll @LongRange(min = 1, max = MAX_TIME) long time) {
    IndexKey key = new IndexKey(account, firmware + "固 /*", time, "j " + account);
    assertThat(IndexKey.parse(key.toBytes())).isEqualTo(key);
  }

  @Property
  void shouldSortTheNewestFirstWithinItsFirmware(
      @ForAll @LongRange(min = 1, max = MAX_TIME) long one,
      @ForAll @LongRange(min = 1, max = MAX_TIME) long other) {
    // given
    byte[] first = new IndexKey("a", "f", one, "j").toBytes();
    byte[] second = new IndexKey("a", "f", other, "j").toBytes();

    // then
    assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
        .isEqualTo(Long.signum(Long.compare(other, one)));
    assertThat(Arrays.compareUnsigned(IndexKey.first("a", "f", one), first)).isNegative();
    assertThat(Arrays.compareUnsigned(IndexKey.last("a", "f", one), first)).isPositive();
  }

  @Property
  void shouldBoundTheTimes(
      @ForAll @LongRange(min = 1, max = MAX_TIME) long time,
      @ForAll @LongRange(min = 1, max = MAX_TIME) long bound) {
    // given
    byte[] key = new IndexKey("a", "f", time, "固").toBytes();

    // then
    assertThat(Arrays.compareUnsigned(IndexKey.first("a", "f", bound), key) <= 0)
        .isEqualTo(time <= bound);
    assertThat(Arrays.compareUnsigned(IndexKey.last("a", "f", bound), key) >= 0)
        .isEqualTo(time >= bound);
  }

  @Example
  void shouldKeepOtherFirmwaresOut() {
    for (String other : new String[] {"e", "ff", "f ", "f\u0001", "g", "固"}) {
      byte[] key = new IndexKey("a", other, 5, "j").toBytes();
      assertThat(
              Arrays.compareUnsigned(IndexKey.first("a", "f", MAX_TIME), key) < 0
                  && Arrays.compareUnsigned(IndexKey.last("a", "f", 0), key) > 0)
          .as(other)
          .isFalse();
    }
  }

  @Example
  void shouldRefuseWhatIsNoKey() {
    assertThatThrownBy(() -> IndexKey.parse(new byte[] {'a', 0, 'f'}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
