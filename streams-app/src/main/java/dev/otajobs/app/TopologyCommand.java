package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import dev.otajobs.config.AppConfig;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.projection.CommitPace;
import dev.otajobs.projection.DeadLetters;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.ProjectionMetrics;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.ViewEncoder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the topology. */
@Command(
    name = "topology",
    description = "Prints the Kafka Streams topology of these settings, without a broker.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TopologyCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AppConfig settings = config.load();
    spec.commandLine().getOut().print(topology(settings).build().describe());
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** As serve builds it; what it only needs for records is never used. */
  private static OtaJobTopology topology(AppConfig config) {
    Partitioning partitioning = new Partitioning(config.topics().partitions());
    ProjectionMetrics counters =
        new ProjectionMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    EventDecoder decoder =
        new EventDecoder(EventSerdes.deserializer(config.serde()), Duration.ZERO);
    return new OtaJobTopology(
        config.topics(),
        partitioning,
        new Ingest(config.topics().misplaced(), partitioning, decoder),
        new DeadLetters(config.topics(), 1, counters),
        ViewEncoder.json(),
        counters,
        new SourceProgress(partition -> {}),
        new CommitPace(config.kafka()),
        Projection.keep(config));
  }
}
