package dev.otajobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final String[] ALL = {
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
    "completion"
  };

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-V", "bogus", ""})
  void shouldKnowAllCommandsWhereNoneIsNamed(String argument) {
    assertThat(Main.commandLine(argument).getSubcommands()).containsOnlyKeys(ALL);
    assertThat(Main.commandLine().getSubcommands()).containsOnlyKeys(ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "config"
      })
  void shouldLookOnlyAtTheCommandThatIsNamed(String command) {
    assertThat(Main.commandLine(command, "--help").getSubcommands()).containsOnlyKeys(command);
  }

  @Test
  void shouldRefuseAnUnknownCommand() {
    assertThat(Main.commandLine("bogus").execute("bogus")).isEqualTo(2);
  }
}
