package dev.otajobs.app;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.ConfigException;
import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.StoreConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ops.DiskWatch;
import dev.otajobs.projection.CommitPace;
import dev.otajobs.projection.DeadLetters;
import dev.otajobs.projection.DefectHandler;
import dev.otajobs.projection.ObservedClients;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.PackageProgress;
import dev.otajobs.projection.ProjectionMetrics;
import dev.otajobs.projection.ProjectionStreams;
import dev.otajobs.projection.RestoreProgress;
import dev.otajobs.projection.RocksDbMemory;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.projection.StandbyUpdates;
import dev.otajobs.projection.StateDirectory;
import dev.otajobs.projection.StreamsSettings;
import dev.otajobs.projection.ThreadFailures;
import dev.otajobs.topics.CheckedTopics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.StreamsException;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the way from events to jobs.
 *
 * @param description of the topology
 * @param overlayIngest judges the same records for overlays; it does not wait for the registry
 * @param failed completed with the reason when the stream can go on no longer
 */
record Projection(
    KafkaStreams streams,
    TopologyDescription description,
    SourceProgress progress,
    StandbyProgress standbys,
    StandbyProgress indexStandbys,
    PackageProgress packages,
    RestoreProgress restore,
    Ingest overlayIngest,
    CompletableFuture<String> failed) {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  /** Less than the poll interval: the thread must come back to its consumer in time. */
  private static final Duration REGISTRY_PATIENCE =
      StreamsSettings.MAX_POLL_INTERVAL.multipliedBy(4).dividedBy(5);

  static Projection start(
      AppConfig config, CheckedTopics topics, MeterRegistry metrics, Closing closing) {
    checkRoom(config.store());
    loadRocksDb();
    if (config.peer().isEmpty()) {
      LOG.info("without peer.listen this is the only instance: no store has a standby");
    }
    Deserializer<OtaJobEvent> deserializer = EventSerdes.deserializer(config.serde());
    EventDecoder decoder = new EventDecoder(deserializer, REGISTRY_PATIENCE);
    Metrics.gauge(metrics, "ota.ingest.stalled", decoder::isStalled);
    StandbyProgress standbys = new StandbyProgress();
    StandbyProgress indexStandbys = new StandbyProgress();
    SourceProgress progress =
        new SourceProgress(
            partition -> {
              standbys.ownerEnded(partition);
              indexStandbys.ownerEnded(partition);
            });
    PackageProgress packages = new PackageProgress();
    ProjectionMetrics counters = new ProjectionMetrics(metrics, Clock.systemUTC());
    Ingest ingest = ingest(config, topics, decoder);
    DeadLetters deadLetters = new DeadLetters(config.topics(), topics.maxRecordBytes(), counters);
    CommitPace pace = new CommitPace(config.kafka());
    Topology topology =
        new OtaJobTopology(
                config.topics(),
                topics.partitioning(),
                ingest,
                deadLetters,
                Views.encoder(config),
                counters,
                progress,
                pace,
                keep(config))
            .build();
    RocksDbMemory memory =
        closing.last("store memory", new RocksDbMemory(config.store().memoryBytes()));
    Properties settings =
        StreamsSettings.of(config.kafka(), config.store(), memory, Peers.advertised(config));
    settings.put(
        DefectHandler.COLLABORATORS,
        new DefectHandler.Collaborators(ingest, deadLetters, progress));
    StandbyUpdates updates =
        new StandbyUpdates(
            Map.of(OtaJobTopology.STORE, standbys, OtaJobTopology.INDEX, indexStandbys));
    CompletableFuture<String> failed = new CompletableFuture<>();
    RestoreProgress restore = new RestoreProgress();
    StateDirectory directory = stateDirectory(config);
    KafkaStreams streams =
        start(
            directory,
            () -> {
              KafkaStreams created =
                  new ProjectionStreams(
                      topology, settings, new ObservedClients(progress, packages, updates, pace));
              created.setUncaughtExceptionHandler(new ThreadFailures(directory.corrupt()));
              created.setStateListener((now, before) -> changed(now, before, failed));
              created.setStandbyUpdateListener(updates);
              created.setGlobalStateRestoreListener(restore);
              return created;
            });
    closing.last("streams", () -> close(streams, config.kafka()));
    closing.last("registry wait", decoder::stop);
    closing.last("streams metrics", new KafkaStreamsMetrics(streams)).bindTo(metrics);
    Gauge.builder("ota.restore.remaining", restore::remaining).register(metrics);
    Gauge.builder("ota.store.memory.bytes", memory::usedBytes).register(metrics);
    Gauge.builder("ota.stores.set.aside", directory.corrupt()::setAside).register(metrics);
    closing.last(
        "disk watch",
        new DiskWatch(config.store().directory(), config.store().minFreeBytes(), failed::complete)
            .begin());
    Ingest overlayIngest = ingest(config, topics, new EventDecoder(deserializer, Duration.ZERO));
    return new Projection(
        streams,
        topology.describe(),
        progress,
        standbys,
        indexStandbys,
        packages,
        restore,
        overlayIngest,
        failed);
  }

  /** Once for each store that is corrupt, and then without it. */
  private static KafkaStreams start(StateDirectory directory, Supplier<KafkaStreams> create) {
    int before = -1;
    while (true) {
      KafkaStreams streams = create.get();
      boolean started = false;
      try {
        directory.prepare(streams::cleanUp);
        streams.start();
        started = true;
        return streams;
      } catch (StreamsException e) {
        int setAside = directory.corrupt().setAside();
        if (setAside == before || !directory.corrupt().note(e)) {
          throw e;
        }
        before = setAside;
      } finally {
        if (!started) {
          streams.close(CloseOptions.timeout(CLOSE));
        }
      }
    }
  }

  private static Ingest ingest(AppConfig config, CheckedTopics topics, EventDecoder decoder) {
    return new Ingest(config.topics().misplaced(), topics.partitioning(), decoder);
  }

  /** How much the settings let jobs have and be kept. */
  static OtaJobTopology.Keep keep(AppConfig config) {
    return new OtaJobTopology.Keep(config.store().retention(), config.store().history());
  }

  static StateDirectory stateDirectory(AppConfig config) {
    return new StateDirectory(config.store().directory(), config.kafka().applicationId());
  }

  /** Its library is unpacked where a system may forbid to run programs. */
  private static void loadRocksDb() {
    try {
      RocksDB.loadLibrary();
    } catch (UnsatisfiedLinkError | RuntimeException e) {
      throw new ConfigException(
          List.of(
              "RocksDB's library cannot be loaded from the directory of temporary files, %s: %s. If it is mounted with noexec, name another one: java -Djava.io.tmpdir=DIR ..."
                  .formatted(
                      System.getProperty("java.io.tmpdir"),
                      Optional.ofNullable(e.getCause()).orElse(e).getMessage())));
    }
  }

  private static void checkRoom(StoreConfig store) {
    try {
      Files.createDirectories(store.directory());
    } catch (IOException e) {
      throw new ConfigException(
          List.of("state.dir=" + store.directory() + " cannot be made: " + e));
    }
    DiskWatch.shortage(store.directory(), store.minFreeBytes())
        .ifPresent(
            shortage -> {
              throw new ConfigException(List.of(shortage));
            });
  }

  private static void changed(
      KafkaStreams.State now, KafkaStreams.State before, CompletableFuture<String> failed) {
    LOG.info("streams changed state, state={} before={}", now, before);
    if (now == KafkaStreams.State.ERROR) {
      failed.complete("Kafka Streams has failed");
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
