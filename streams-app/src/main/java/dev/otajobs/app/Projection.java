package dev.otajobs.app;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.KafkaConfig;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.ProjectionMetrics;
import dev.otajobs.projection.RocksDbMemory;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.projection.StreamsSettings;
import dev.otajobs.projection.ThreadFailures;
import dev.otajobs.serde.EventSerdes;
import dev.otajobs.topics.CheckedTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the way from events to jobs.
 *
 * @param failed counted down when the stream can go on no longer
 */
record Projection(
    KafkaStreams streams,
    SourceProgress progress,
    StandbyProgress standbys,
    CountDownLatch failed) {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  /** Less than the poll interval: the thread must come back to its consumer in time. */
  private static final Duration REGISTRY_PATIENCE =
      StreamsSettings.MAX_POLL_INTERVAL.multipliedBy(4).dividedBy(5);

  static Projection start(
      AppConfig config, CheckedTopics topics, MeterRegistry metrics, Closing closing) {
    EventDecoder decoder =
        new EventDecoder(EventSerdes.deserializer(config.serde()), REGISTRY_PATIENCE);
    Metrics.gauge(metrics, "ota.ingest.stalled", decoder::isStalled);
    SourceProgress progress = new SourceProgress();
    Topology topology =
        OtaJobTopology.build(
            config.topics(),
            topics.partitioning(),
            topics.maxRecordBytes(),
            new Ingest(topics.partitioning(), decoder),
            new ProjectionMetrics(metrics, Clock.systemUTC()),
            progress);
    RocksDbMemory memory =
        closing.last("store memory", new RocksDbMemory(config.store().memoryBytes()));
    KafkaStreams streams =
        new KafkaStreams(
            topology,
            StreamsSettings.of(config.kafka(), config.store(), memory, Cluster.advertised(config)));
    closing.last("streams", () -> close(streams, config.kafka()));
    closing.last("registry wait", decoder::stop);
    CountDownLatch failed = new CountDownLatch(1);
    streams.setUncaughtExceptionHandler(new ThreadFailures());
    streams.setStateListener((now, before) -> changed(now, before, failed));
    KafkaStreamsMetrics streamsMetrics =
        closing.last("streams metrics", new KafkaStreamsMetrics(streams));
    StandbyProgress standbys = new StandbyProgress();
    streams.setStandbyUpdateListener(standbys);
    streams.start();
    streamsMetrics.bindTo(metrics);
    return new Projection(streams, progress, standbys, failed);
  }

  private static void changed(
      KafkaStreams.State now, KafkaStreams.State before, CountDownLatch failed) {
    LOG.info("streams changed state, state={} before={}", now, before);
    if (now == KafkaStreams.State.ERROR) {
      failed.countDown();
    }
  }

  /** A static member comes back under its name, so it stays in the group. */
  private static void close(KafkaStreams streams, KafkaConfig kafka) {
    CloseOptions.GroupMembershipOperation membership =
        kafka.isStaticMember()
            ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
            : CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
    boolean closed =
        streams.close(CloseOptions.timeout(CLOSE).withGroupMembershipOperation(membership));
    if (!closed) {
      LOG.warn("streams did not close in time, seconds={}", CLOSE.toSeconds());
    }
  }
}
