package dev.otajobs.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedPageTest {

  private static final String BEGIN = "<!-- results of scripts/x: begin -->\n";
  private static final String END = "<!-- results of scripts/x: end -->\n";

  @TempDir private Path dir;

  @Test
  void shouldReplaceWhatStandsBetweenTheMarksAlone() throws IOException {
    // given
    Path file = Files.writeString(dir.resolve("page.md"), "before\n" + BEGIN + "old\n" + END + "z");
    MarkedPage page = new MarkedPage(file, "scripts/x");

    // when
    String old = page.results();
    page.replace("new\n");

    // then
    assertThat(old).isEqualTo("old\n");
    assertThat(file).hasContent("before\n" + BEGIN + "new\n" + END + "z");
  }

  @Test
  void shouldMakeAPageThatIsMissing() {
    // given
    MarkedPage page = new MarkedPage(dir.resolve("docs").resolve("page.md"), "scripts/x");

    // when
    page.replace("first\n");

    // then
    assertThat(page.results()).isEqualTo("first\n");
  }

  @Test
  void shouldRefuseAPageWithoutMarks() throws IOException {
    // given
    Path file = Files.writeString(dir.resolve("page.md"), END + BEGIN);

    // then
    assertThatThrownBy(() -> new MarkedPage(file, "scripts/x").replace("new"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no place for the results");
  }
}
