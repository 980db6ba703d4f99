package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.topics.KafkaAdmin;
import dev.otajobs.topics.TopicCheck;
import dev.otajobs.topics.TopicCreation;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Creates the topics that are missing, and checks all. */
@Command(
    name = "topics",
    description = "Creates the topics that are missing and checks that all fit together.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class TopicsCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AppConfig settings = config.load();
    try (Admin admin = KafkaAdmin.connect(settings.kafka())) {
      for (String topic : new TopicCreation(admin, settings.topics()).createMissing()) {
        spec.commandLine().getOut().println("created " + topic);
      }
      int partitions =
          new TopicCheck(admin, settings.kafka(), settings.topics()).check().partitions();
      spec.commandLine().getOut().println("topics are ready, partitions=" + partitions);
    }
    return 0;
  }
}
