package dev.otajobs.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.consistency.EntityTag;
import dev.otajobs.job.Revision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfNoneMatchTest {

  private static final EntityTag CURRENT = EntityTag.of(Revision.at(3, 42));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ",
        "\"3-42\"",
        "W/\"3-42\"",
        "\"a\", W/\"b,\" ,\"3-42\"",
        "\"\",\"3-42\",",
        ", \"3-42\""
      })
  void shouldHold(String header) {
    assertThat(IfNoneMatch.of(List.of(header)).holds(CURRENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3-42",
        "\"3-43\"",
        "\"3-42+xml\"",
        "w/\"3-42\"",
        "\"3-42",
        "\"a\" \"3-42\"",
        "\"a,3-42\"",
        "*, \"a\"",
        "x, \"3-42\""
      })
  void shouldNotHold(String header) {
    assertThat(IfNoneMatch.of(List.of(header)).holds(CURRENT)).isFalse();
  }

  @Test
  void shouldReadSeveralHeadersAsOneList() {
    assertThat(IfNoneMatch.of(List.of("\"a\"", "\"3-42\"")).holds(CURRENT)).isTrue();
    assertThat(IfNoneMatch.of(List.of()).holds(CURRENT)).isFalse();
  }

  @Test
  void shouldBeBounded() {
    assertThat(IfNoneMatch.of(List.of("\"\",".repeat(1_300) + "\"3-42\"")).holds(CURRENT)).isTrue();
    assertThat(IfNoneMatch.of(List.of("\"\",".repeat(1_400) + "\"3-42\"")).holds(CURRENT))
        .isFalse();
  }
}
