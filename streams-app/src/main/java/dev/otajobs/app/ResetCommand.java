package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import dev.otajobs.config.AppConfig;
import dev.otajobs.projection.StateDirectory;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.Reset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets the instances build the table anew from the events. */
@Command(
    name = "reset",
    description = {
      "Lets the instances build the table anew from the events, which the topic must still have.",
      "It moves the group's offsets to the beginning, deletes the changelogs, and removes the stores"
          + " in this machine's state.dir. All instances must be stopped. On each other machine run"
          + " it with --stores-only before its instance starts again.",
      "Views and dead letters are written once more."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ResetCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Only says what would be done.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does it.")
  private boolean yes;

  @Option(
      names = "--stores-only",
      description = "Only removes the stores in state.dir; they are restored from the changelogs.")
  private boolean storesOnly;

  @Override
  public Integer call() {
    if (dryRun == yes) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "say either --dry-run, which only tells what it would do, or --yes");
    }
    AppConfig settings = config.load();
    PrintWriter out = spec.commandLine().getOut();
    StateDirectory stores =
        new StateDirectory(settings.store().directory(), settings.kafka().applicationId());
    stores.requireUnused();
    if (!storesOnly) {
      Set<String> changelogs =
          KafkaClients.with(
              settings.kafka(),
              admin -> {
                Reset reset = new Reset(admin, settings.kafka(), settings.topics());
                Set<String> found = reset.changelogs();
                if (yes) {
                  reset.run(found);
                }
                return found;
              });
      say(out, "offsets of " + settings.kafka().applicationId() + " to the beginning", "moved");
      changelogs.forEach(topic -> say(out, "topic " + topic, "deleted"));
    }
    List<Path> found = yes ? stores.remove() : stores.contents();
    found.forEach(path -> say(out, path.toString(), "removed"));
    return 0;
  }

  private void say(PrintWriter out, String what, String done) {
    out.println((yes ? done + " " : "would be " + done + ": ") + what);
  }
}
