package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "\u009b31m, \\u009b31m",
    "a\u202Egnp.exe, a\\u202egnp.exe",
    "a\u2066b, a\\u2066b",
    "a\u001b]0;title\u0007b, a\\u001b]0;title\\u0007b",
    "a\u2028b, a\\u2028b"
  })
  void shouldEscapeWhatATerminalOrAReaderActsOn(String text, String shown) {
    assertThat(Shown.of(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "包 ü \uD83D\uDE00 \u05D0", "a\\b"})
  void shouldLeaveOthers(String text) {
    assertThat(Shown.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {'\t', '\n', '\r', 0, 0x7f})
  void shouldEscapeControlCharacters(int character) {
    assertThat(Shown.of((char) character + "x")).matches("\\\\u00[0-9a-f]{2}x");
  }
}
