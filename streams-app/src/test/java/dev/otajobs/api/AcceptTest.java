package dev.otajobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                                             | JSON",
        "''                                            | JSON",
        "*/*                                           | JSON",
        "application/*                                 | JSON",
        "text/*                                        | XML",
        "application/json                              | JSON",
        "application/xml                               | XML",
        "text/xml                                      | XML",
        "APPLICATION/XML ; Q=1.0                       | XML",
        "application/json;charset=utf-8                | JSON",
        "application/xml, application/json             | JSON",
        "application/xml, application/json;q=0.999     | XML",
        "application/xml;q=0.2, */*;q=0.1              | XML",
        "application/json;q=0, */*                     | XML",
        "application/json;q=0.1, application/*;q=0.5   | XML",
        "text/html, application/xml;q=0.9, */*;q=0.8   | XML",
        "text/html, image/gif, *; q=.2, */*; q=0.2     | JSON",
        "text/xml;q=0.3, application/json;q=0.3        | JSON",
        "application/json;q=2, text/xml;q=0.1          | XML",
        ", ,application/xml,                           | XML"
      })
  void shouldPrefer(@Nullable String header, Format expected) {
    assertThat(Accept.preferred(header)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html",
        "application/json;q=0",
        "*/*;q=0",
        "json",
        "application/json;q=0, application/xml;q=0, */*;q=0.0",
        "application/json;q=x",
        ",",
        ";q=1"
      })
  void shouldTakeNeither(String header) {
    assertThat(Accept.preferred(header)).isEmpty();
  }

  @Test
  void shouldReadAsMuchAsAHeaderCanHold() {
    assertThat(Accept.preferred("a/b,".repeat(4_000) + "text/xml")).contains(Format.XML);
    assertThat(Accept.preferred(";".repeat(16_000))).isEmpty();
  }
}
