package dev.otajobs.api.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.job.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

  private static final Revision REVISION = Revision.at(3, 42);

  @Test
  void shouldBeWeakAndDifferByRepresentation() {
    assertThat(EntityTag.of(REVISION).text()).isEqualTo("W/\"3-42\"");
    assertThat(new EntityTag(REVISION, "xml").text()).isEqualTo("W/\"3-42+xml\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3-42", "\"3-42\"", "W/\"3-42\"", "W/\"3-42+xml\"", "\"3-42+xml\"", "3-42+xml"})
  void shouldBeATokenForAtLeast(String text) {
    assertThat(EntityTag.revisionIn(text)).isEqualTo(REVISION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "W/", "\"", "W/\"", "W/\"\"", "+xml", "\"3-42", "w/\"3-42\"", "3"})
  void shouldBeNone(String text) {
    assertThatThrownBy(() -> EntityTag.revisionIn(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
