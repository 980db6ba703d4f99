package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.topics.CheckedTopics;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicCheck;
import dev.otajobs.topics.TopicCreation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
    PrintWriter out = spec.commandLine().getOut();
    KafkaClients.with(
            settings.kafka(), admin -> new TopicCreation(admin, settings.topics()).createMissing())
        .forEach(topic -> out.println("created " + topic));
    CheckedTopics checked =
        KafkaClients.with(
            settings.kafka(),
            admin -> new TopicCheck(admin, settings.kafka(), settings.topics()).check());
    out.println("topics are ready, partitions=" + checked.partitioning().partitions());
    return 0;
  }
}
