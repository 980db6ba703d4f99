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
  void shouldLieInTheModuleWhereverItsClassesAre() {
    assertThat(StackHome.built(Path.of("/r/local-stack/target/classes")))
        .isEqualTo(Path.of("/r/local-stack/target/stack"));
    assertThat(StackHome.built(Path.of("/r/local-stack/target/a.jar")))
        .isEqualTo(Path.of("/r/local-stack/target/stack"));
    assertThat(StackHome.built(Path.of("/r/streams-app/target/lib/a.jar")))
        .isEqualTo(Path.of("/r/local-stack/target/stack"));
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
