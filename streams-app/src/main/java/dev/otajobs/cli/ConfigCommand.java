package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks settings. */
@Command(
    name = "config",
    description = "Checks settings, without a broker.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ConfigCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      description = {
        "Reads the settings and the environment as serve does.",
        "Prints all problems, each with its key; then the exit code is 2."
      },
      mixinStandardHelpOptions = true)
  int check(@Mixin ConfigOption config) {
    AppConfig settings = config.load();
    spec.commandLine()
        .getOut()
        .println(
            "The settings can be used: brokers %s, events topic %s, HTTP on %s:%d."
                .formatted(
                    settings.kafka().bootstrapServers(),
                    settings.topics().events(),
                    settings.http().host(),
                    settings.http().port()));
    return 0;
  }
}
