package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", " ", "é", "中", "\uD83D\uDE00", "\uFFFD", "\u00A0", "~"})
  void shouldPrint(String text) {
    assertThat(Texts.isLine(text, 1, 1)).isTrue();
    assertThat(Texts.isText(text, 1, 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001F", "\u007F", "\u0085", "\r", "\uFFFE", "\uFFFF"})
  void shouldNotPrint(String text) {
    assertThat(Texts.isLine(text, 0, 9)).isFalse();
    assertThat(Texts.isText("a" + text, 0, 9)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83D", "\uD83Da"})
  void shouldNotPrintLoneSurrogates(String text) {
    assertThat(Texts.isLine(text, 0, 9)).isFalse();
    assertThat(Texts.isText(text, 0, 9)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\n", "a\tb\nc"})
  void shouldKeepTabsAndLineFeedsOutOfLinesOnly(String text) {
    assertThat(Texts.isLine(text, 0, 9)).isFalse();
    assertThat(Texts.isText(text, 0, 9)).isTrue();
  }

  @Test
  void shouldCountCodePoints() {
    // given
    String two = "\uD83D\uDE00\uD83D\uDE00";

    // then
    assertThat(Texts.isLine(two, 2, 2)).isTrue();
    assertThat(Texts.isLine(two, 3, 9)).isFalse();
    assertThat(Texts.isLine(two, 0, 1)).isFalse();
    assertThat(Texts.isLine("", 0, 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "09", "a_b-", "-"})
  void shouldBeAWord(String text) {
    assertThat(Texts.isWord(text, "_-", 1, 4)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "abcde", "a b", "a.b", "é", "中", "\u0660", "a\n", "@", "[", "`", "{", "/", ":"
      })
  void shouldNotBeAWord(String text) {
    assertThat(Texts.isWord(text, "_-", 1, 4)).isFalse();
  }
}
