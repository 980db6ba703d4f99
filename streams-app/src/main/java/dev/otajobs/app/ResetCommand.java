package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import dev.otajobs.config.AppConfig;
import dev.otajobs.projection.StateDirectory;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.Reset;
import dev.otajobs.topics.TopicException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
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

  @Option(
      names = "--lose-jobs",
      description =
          "Even if the topic no longer has all events: jobs that rest on others are lost.")
  private boolean loseJobs;

  @Override
  public Integer call() {
    if (dryRun == yes) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "say either --dry-run, which only tells what it would do, or --yes");
    }
    AppConfig settings = config.load();
    StateDirectory stores = Projection.stateDirectory(settings);
    // Held to the end: an instance that starts meanwhile finds the directory in use, and ends.
    try (StateDirectory.Lock held = stores.lock()) {
      if (!storesOnly) {
        KafkaClients.with(
            settings.kafka(),
            admin -> {
              reset(new Reset(admin, settings.kafka(), settings.topics()), settings);
              return null;
            });
      }
      if (yes) {
        stores.remove().forEach(path -> say("removed", path.toString()));
      } else {
        stores.contents().forEach(path -> say("removed", path.toString()));
      }
    }
    return 0;
  }

  private void reset(Reset reset, AppConfig settings) {
    Reset.Plan plan = reset.plan();
    Map<TopicPartition, Long> cut = plan.cut(settings.topics().events());
    cut.forEach(
        (partition, begin) ->
            spec.commandLine()
                .getErr()
                .printf("events before offset %d of %s are gone%n", begin, partition));
    if (!cut.isEmpty() && yes && !loseJobs) {
      throw new TopicException(
          "the topic "
              + settings.topics().events()
              + " no longer has all events, and the changelogs may have the only copy of jobs:"
              + " nothing was done. With --lose-jobs they are lost");
    }
    if (yes) {
      reset.moveOffsets(plan);
    }
    say("moved", "offsets of " + settings.kafka().applicationId() + " to the beginning");
    try {
      if (yes) {
        reset.deleteChangelogs(plan);
      }
    } catch (TopicException e) {
      throw new TopicException(
          e.getMessage() + ". The offsets are moved: run reset again before an instance starts");
    }
    plan.changelogs().forEach(topic -> say("deleted", "topic " + topic));
  }

  private void say(String done, String what) {
    spec.commandLine().getOut().println((yes ? done + " " : "would be " + done + ": ") + what);
    spec.commandLine().getOut().flush();
  }
}
