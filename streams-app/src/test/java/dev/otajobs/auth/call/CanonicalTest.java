package dev.otajobs.auth.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

  @ParameterizedTest
  @CsvSource({
    "AZaz09-_.~, AZaz09-_.~",
    "' ', %20",
    "+, %2B",
    "*, %2A",
    "%41, %2541",
    "é, %C3%A9",
    "中, %E4%B8%AD",
    "😀, %F0%9F%98%80",
  })
  void shouldEncodeAllButUnreservedBytes(String text, String encoded) {
    assertThat(Canonical.encode(text)).isEqualTo(encoded);
  }

  @Test
  void shouldSortByTheBytesOfTheName() {
    // given
    List<Parameter> parameters =
        List.of(
            new Parameter("😀", "1"),
            new Parameter("\uFFFD", ""),
            new Parameter("b", "2"),
            new Parameter("b", "10"),
            new Parameter("B", "3"),
            new Parameter("bb", "4"));

    // then
    assertThat(Canonical.query(parameters))
        .isEqualTo("B=3&b=10&b=2&bb=4&%EF%BF%BD=&%F0%9F%98%80=1");
  }

  @Test
  void shouldBeEmptyWithoutParameters() {
    assertThat(Canonical.query(List.of())).isEmpty();
  }
}
