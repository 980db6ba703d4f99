package dev.otajobs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

  @Test
  void shouldHaveTheFormOfTheHeader() {
    assertThat(Token.at(7, 3).text()).isEqualTo("7-3");
    assertThat(Token.ofEntityTag("W/\"7-3.9-12\"").text()).isEqualTo("7-3.9-12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7-", "7-3.", "-7-3", "7-3 ", "7-3\r\nX: y"})
  void shouldRefuseAnythingElse(String text) {
    assertThatThrownBy(() -> new Token(text)).hasMessageStartingWith("not a token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "W/\"\"", "7-3", "\"7-3"})
  void shouldRefuseAnotherEntityTag(String tag) {
    assertThatThrownBy(() -> Token.ofEntityTag(tag)).isInstanceOf(IllegalArgumentException.class);
  }
}
