package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import dev.otajobs.cli.SettingText;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.Setting;
import dev.otajobs.http.WatchedCertificate;
import dev.otajobs.peers.WatchedPeerTls;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks and describes settings. */
@Command(
    name = "config",
    description = "Checks and describes settings, without a broker.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ConfigCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      description = {
        "Reads the settings and the environment as serve does, the accounts and the certificates.",
        "Prints what is wrong, with its key; then the exit code is 2."
      },
      mixinStandardHelpOptions = true)
  int check(@Mixin ConfigOption config) {
    AppConfig settings = config.load();
    Callers.check(settings);
    settings.http().tls().map(WatchedCertificate::open).ifPresent(WatchedCertificate::close);
    settings.peer().map(WatchedPeerTls::open).ifPresent(WatchedPeerTls::close);
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

  @Command(
      name = "describe",
      description = {
        "Prints each key with its type, its default, its bounds and what it is for.",
        "Below kafka. are the settings of Kafka's clients and Streams, by their own names; those of"
            + " the registry's client are in avro-serde/README.md."
      },
      mixinStandardHelpOptions = true)
  int describe(
      @Parameters(
              arity = "0..1",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Only the keys with this text in them.")
          String text,
      @Option(names = "--markdown", description = "As the table of docs/operations.md.")
          boolean markdown) {
    List<Setting> found =
        AppConfig.SETTINGS.stream().filter(setting -> setting.key().contains(text)).toList();
    if (found.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "no key has '" + text + "' in it");
    }
    spec.commandLine()
        .getOut()
        .print(markdown ? SettingText.markdown(found) : SettingText.paragraphs(found));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
