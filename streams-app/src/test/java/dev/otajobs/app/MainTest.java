package dev.otajobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final List<String> ALL =
      List.of(
          "serve",
          "local",
          "topics",
          "produce",
          "packages",
          "query",
          "create",
          "watch",
          "dead-letters",
          "partition-of",
          "accounts",
          "config",
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
  void shouldRefuseAnUnknownCommand() {
    assertThat(Main.commandLine("bogus").execute("bogus")).isEqualTo(2);
  }
}
