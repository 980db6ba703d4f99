package dev.otajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Property
  void shouldComeBackFromHeaders(
      @ForAll @IntRange(max = 999_999_999) int partition,
      @ForAll @LongRange(max = 999_999_999_999_999_999L) long offset) {
    // given
    RecordHeaders headers = new RecordHeaders();

    // when
    new Position(partition, offset).writeTo(headers);

    // then
    assertThat(Position.origin(headers)).contains(new Position(partition, offset));
  }

  @Test
  void shouldReplaceWhatAProducerWrote() {
    // given
    RecordHeaders headers = headers("7:7");
    headers.add("other", new byte[] {1});
    headers.add(Position.HEADER, "8:8".getBytes(StandardCharsets.UTF_8));

    // when
    new Position(1, 2).writeTo(headers);

    // then
    assertThat(headers.headers(Position.HEADER)).hasSize(1);
    assertThat(headers.headers("other")).hasSize(1);
    assertThat(Position.origin(headers)).contains(new Position(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "1:",
        ":1",
        "1",
        "-1:5",
        "1:-5",
        "+1:5",
        " 1:5",
        "1:5 ",
        "1:5\n",
        "1:2:3",
        "a:b",
        "1234567890:1",
        "1:1234567890123456789",
        "١:٢",
        "1.0:2",
        "0x1:2",
        "1：2"
      })
  void shouldIgnoreHostileHeader(String value) {
    assertThat(Position.origin(headers(value))).isEmpty();
  }

  @Test
  void shouldIgnoreHeaderThatIsNoText() {
    // given
    RecordHeaders none = new RecordHeaders();
    RecordHeaders nothing = new RecordHeaders();
    nothing.add(Position.HEADER, null);
    RecordHeaders garbage = new RecordHeaders();
    garbage.add(Position.HEADER, new byte[] {(byte) 0xFF, ':', '1'});

    // then
    assertThat(Position.origin(none)).isEmpty();
    assertThat(Position.origin(nothing)).isEmpty();
    assertThat(Position.origin(garbage)).isEmpty();
  }

  private static RecordHeaders headers(String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Position.HEADER, value.getBytes(StandardCharsets.UTF_8));
    return headers;
  }
}
