package dev.otajobs.projection;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import dev.otajobs.testkit.events.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Reducer;

/**
 * The topology in the test driver of Kafka Streams, with topics "events", "dead-letters" and
 * "views". The clock of its tasks begins at 0.
 */
final class TopologyRig implements AutoCloseable {

  static final TopicsConfig TOPICS =
      new TopicsConfig("events", "dead-letters", "misplaced", "views", "packages", false, 1, 1);

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final SourceProgress progress = new SourceProgress(ended -> {});
  private final ProjectionMetrics metrics =
      new ProjectionMetrics(
          meters, Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
  private final Path stateDir;

  /** What the next start folds with. */
  Reducer<Jobs> fold = Jobs::join;

  /** What the next start keeps. */
  OtaJobTopology.Keep keep = OtaJobTopology.Keep.DEFAULT;

  /** Whether the registry does not answer. */
  boolean away;

  TopologyTestDriver driver;
  TestInputTopic<byte[], byte[]> events;
  TestOutputTopic<byte[], byte[]> deadLetters;
  TestOutputTopic<byte[], byte[]> views;

  TopologyRig(Path stateDir) {
    this.stateDir = stateDir;
  }

  /** Starts it, with what the store has kept. */
  TopologyRig start(Partitioning partitioning) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DefectHandler.class);
    settings.put(
        DefectHandler.COLLABORATORS,
        new DefectHandler.Collaborators(ingest(partitioning), deadLetterMaker(), progress));
    driver = new TopologyTestDriver(topology(partitioning), settings, Instant.EPOCH);
    events =
        driver.createInputTopic("events", new ByteArraySerializer(), new ByteArraySerializer());
    deadLetters =
        driver.createOutputTopic(
            "dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    views =
        driver.createOutputTopic("views", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return this;
  }

  Topology topology(Partitioning partitioning) {
    return new OtaJobTopology(
            TOPICS,
            partitioning,
            ingest(partitioning),
            deadLetterMaker(),
            ViewEncoder.json(),
            metrics,
            progress,
            new CommitPace(false, System::nanoTime),
            keep)
        .build(fold);
  }

  private Ingest ingest(Partitioning partitioning) {
    Deserializer<OtaJobEvent> registry = RawAvro.deserializer();
    EventDecoder decoder =
        new EventDecoder(
            (topic, bytes) -> {
              if (away) {
                throw new TimeoutException("no registry");
              }
              return registry.deserialize(topic, bytes);
            },
            Duration.ZERO);
    return new Ingest("misplaced", partitioning, decoder);
  }

  private DeadLetters deadLetterMaker() {
    return new DeadLetters(TOPICS, 1_000_000, metrics);
  }

  void write(OtaJobEvent event) {
    events.pipeInput(bytes(event.getJobId()), RawAvro.encode(event));
  }

  Job stored(String jobId) {
    return stored(jobId, Events.ACCOUNT);
  }

  Job stored(String jobId, String accountId) {
    Jobs jobs = driver.<byte[], Jobs>getKeyValueStore(OtaJobTopology.STORE).get(bytes(jobId));
    return jobs == null ? null : jobs.of(accountId).orElse(null);
  }

  @Override
  public void close() {
    driver.close();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
