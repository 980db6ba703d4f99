package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the partitions of jobs. */
@Command(
    name = "partition-of",
    description = "Tells which partition of the events topic owns a job.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PartitionOfCommand implements Callable<Integer> {

  @Parameters(paramLabel = "JOBID", arity = "1..*", description = "The jobs' ids.")
  private List<String> jobIds;

  @ArgGroup(multiplicity = "1")
  private Count count;

  @Spec private CommandSpec spec;

  private static final class Count {

    @Option(
        names = {"-n", "--partitions"},
        description = "How many partitions the events topic has.")
    private int partitions;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Settings: ask their brokers.")
    private @Nullable Path config;
  }

  @Override
  public Integer call() {
    Partitioning partitioning = partitioning();
    jobIds.forEach(
        jobId -> spec.commandLine().getOut().println(jobId + " " + partitioning.owner(jobId)));
    return 0;
  }

  private Partitioning partitioning() {
    if (count.config == null) {
      if (count.partitions < 1) {
        throw new ParameterException(spec.commandLine(), "--partitions must be 1 or more");
      }
      return new Partitioning(count.partitions);
    }
    AppConfig settings = AppConfig.load(count.config, System.getenv());
    String topic = settings.topics().events();
    return new Partitioning(
        KafkaClients.with(
            settings.kafka(), admin -> TopicCheck.describe(admin, topic).partitions().size()));
  }
}
