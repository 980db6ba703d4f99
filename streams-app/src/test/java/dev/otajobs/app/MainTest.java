package dev.otajobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  private static final List<String> ALL =
      List.of(
          "serve",
          "local",
          "topics",
          "acls",
          "produce",
          "packages",
          "query",
          "create",
          "watch",
          "dead-letters",
          "partition-of",
          "accounts",
          "config",
          "topology",
          "reset",
          "completion");

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-V", "bogus", ""})
  void shouldKnowAllCommandsWhereNoneIsNamed(String argument) {
    assertThat(Main.commandLine(argument).getSubcommands())
        .containsOnlyKeys(ALL.toArray(String[]::new));
    assertThat(Main.commandLine().getSubcommands()).containsOnlyKeys(ALL.toArray(String[]::new));
  }

  /** Completion needs all of them. */
  private static Stream<String> named() {
    return ALL.stream().filter(command -> !command.equals("completion"));
  }

  @ParameterizedTest
  @MethodSource("named")
  void shouldLookOnlyAtTheCommandThatIsNamed(String command) {
    assertThat(Main.commandLine(command, "--help").getSubcommands()).containsOnlyKeys(command);
  }

  @Test
  void shouldDescribeTheSettingsWithThisText() {
    // given
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine("config").setOut(new PrintWriter(out, true));

    // then
    assertThat(line.execute("config", "describe", "peer.tls.ca")).isZero();
    assertThat(out.toString()).startsWith("peer.tls.ca.file\n    path, default peer.tls");
    assertThat(line.execute("config", "describe", "bogus")).isEqualTo(2);
  }

  @Test
  void shouldRefuseAnUnknownCommand() {
    assertThat(Main.commandLine("bogus").execute("bogus")).isEqualTo(2);
  }
}
