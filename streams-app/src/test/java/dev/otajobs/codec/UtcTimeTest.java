package dev.otajobs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTimeTest {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Property
  void shouldWriteAsTheLibraryDoes(@ForAll @LongRange(max = 253_402_300_799_999L) long millis) {
    assertThat(UtcTime.format(millis)).isEqualTo(FORMAT.format(Instant.ofEpochMilli(millis)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000Z",
    "1, 1970-01-01T00:00:00.001Z",
    "951782399999, 2000-02-28T23:59:59.999Z",
    "951782400000, 2000-02-29T00:00:00.000Z",
    "1577500990000, 2019-12-28T02:43:10.000Z",
    "253402300799999, 9999-12-31T23:59:59.999Z"
  })
  void shouldWriteTheseTimes(long millis, String text) {
    assertThat(UtcTime.format(millis)).isEqualTo(text);
  }
}
