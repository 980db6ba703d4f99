package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.topics.Acls;
import dev.otajobs.topics.KafkaClients;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints or creates what the service must be allowed in Kafka. */
@Command(
    name = "acls",
    description = {
      "Prints what the service and its commands must be allowed in Kafka, as calls of Kafka's"
          + " kafka-acls.sh. Nothing is connected to.",
      "With --create they are created; the settings must be those of somebody who may."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AclsCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--principal",
      required = true,
      paramLabel = "TYPE:NAME",
      description = "Who runs the service, as User:ota-jobs.")
  private String principal = "";

  @Option(names = "--create", description = "Create them.")
  private boolean create;

  @Override
  public Integer call() {
    if (!principal.matches("[A-Za-z]+:.+")) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--principal must be like User:ota-jobs");
    }
    AppConfig settings = config.load();
    Acls acls = new Acls(principal, settings);
    if (create) {
      KafkaClients.with(
          settings.kafka(),
          admin -> KafkaClients.await(admin.createAcls(acls.bindings()).all(), "create the ACLs"));
    }
    acls.grants().forEach(grant -> spec.commandLine().getOut().println(line(settings, grant)));
    return 0;
  }

  private String line(AppConfig settings, Acls.Grant grant) {
    return "kafka-acls.sh --bootstrap-server %s --add --allow-principal %s %s --%s %s%s"
        .formatted(
            settings.kafka().bootstrapServers().replaceAll("\\s", ""),
            quoted(principal),
            grant.operations().stream()
                .map(operation -> "--operation " + camel(operation.name()))
                .collect(Collectors.joining(" ")),
            grant.resource().resourceType().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            quoted(grant.resource().name()),
            grant.resource().patternType() == PatternType.PREFIXED
                ? " --resource-pattern-type prefixed"
                : "");
  }

  /** For a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** As Kafka's tool spells it: DescribeConfigs. */
  private static String camel(String name) {
    return Arrays.stream(name.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
