package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import dev.otajobs.config.AppConfig;
import dev.otajobs.http.WatchedCertificate;
import dev.otajobs.peers.WatchedPeerTls;
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
}
