package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackHomeTest {
  @AfterEach
  void forget() {
    System.clearProperty(StackHome.PROPERTY);
  }

  @Test
  void shouldLieBesideClassesAndBesideTheJar() {
    assertThat(StackHome.besides(Path.of("target/classes"))).isEqualTo(Path.of("target/stack"));
    assertThat(StackHome.besides(Path.of("target/a.jar"))).isEqualTo(Path.of("target/stack"));
  }

  @Test
  void shouldFindWhatTheBuildHasPutThere() {
    // when
    StackHome home = StackHome.find();

    // then
    assertThat(home.path()).isAbsolute();
    assertThat(home.registryJar()).isRegularFile();
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNone(@TempDir Path empty) {
    // given
    System.setProperty(StackHome.PROPERTY, empty.toString());

    // then
    assertThatThrownBy(StackHome::find)
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining(empty.toString())
        .hasMessageContaining("mvn package");
  }
}
