package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedClassesTest {

  @TempDir private Path dir;

  @Test
  void shouldUseTheArchiveOfTheSameJarsOnly() throws Exception {
    // given
    Path jars = Files.createDirectories(dir.resolve("jars"));
    Files.writeString(jars.resolve("a.jar"), "a");
    SharedClasses classes = SharedClasses.in(dir.resolve("classes"));

    // when
    String first = last(classes.options("broker", jars + "/*"));
    Path archive = Path.of(first.substring(first.indexOf('=') + 1));
    Files.writeString(archive, "");

    // then
    assertThat(first).startsWith("-XX:ArchiveClassesAtExit=");
    assertThat(last(classes.options("broker", jars + "/*")))
        .isEqualTo("-XX:SharedArchiveFile=" + archive);

    // when
    Files.writeString(jars.resolve("a.jar"), "another");
    String second = last(classes.options("broker", jars + "/*"));

    // then
    assertThat(second).startsWith("-XX:ArchiveClassesAtExit=").isNotEqualTo(first);
    assertThat(archive).as("of jars that are gone").doesNotExist();
  }

  @Test
  void shouldDoNothingForTests() {
    assertThat(SharedClasses.NONE.options("broker", "/no/such.jar")).isEmpty();
  }

  private static String last(List<String> options) {
    return options.get(options.size() - 1);
  }
}
