package dev.otajobs.app;

import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ops.CatchUp;
import dev.otajobs.ops.Liveness;
import dev.otajobs.ops.OpsHandler;
import dev.otajobs.ops.Readiness;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.ProjectionMetrics;
import dev.otajobs.projection.RocksDbMemory;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StreamsSettings;
import dev.otajobs.projection.ThreadFailures;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.LocalJobs;
import dev.otajobs.query.MeteredJobs;
import dev.otajobs.serde.EventSerdes;
import dev.otajobs.topics.CheckedTopics;
import dev.otajobs.topics.KafkaAdmin;
import dev.otajobs.topics.SourceEnds;
import dev.otajobs.topics.TopicCheck;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance. */
public final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Duration STREAMS_CLOSE = Duration.ofSeconds(20);

  /** Less than the poll interval: the thread must come back to its consumer in time. */
  private static final Duration REGISTRY_PATIENCE =
      StreamsSettings.MAX_POLL_INTERVAL.multipliedBy(4).dividedBy(5);

  private final Closing closing;
  private final CountDownLatch failed;
  private final HttpListener http;

  private Service(Closing closing, CountDownLatch failed, HttpListener http) {
    this.closing = closing;
    this.failed = failed;
    this.http = http;
  }

  /**
   * Starts an instance: returns once it listens, which is before it is ready.
   *
   * @throws RuntimeException if it cannot start; what had been opened is closed
   */
  public static Service start(AppConfig config) {
    Closing closing = new Closing();
    boolean started = false;
    try {
      Service service = open(config, closing);
      started = true;
      return service;
    } finally {
      if (!started) {
        closing.close();
      }
    }
  }

  private static Service open(AppConfig config, Closing closing) {
    // What is in the topics now decides when the instance is ready.
    CheckedTopics topics =
        KafkaAdmin.with(
            config.kafka(),
            admin -> new TopicCheck(admin, config.kafka(), config.topics()).check());
    Partitioning partitioning = topics.partitioning();
    SourceEnds ends = sourceEnds(config, partitioning);

    PrometheusMeterRegistry metrics = Metrics.create();
    closing.last("metrics", metrics::close);

    // Events to jobs.
    EventDecoder decoder =
        new EventDecoder(EventSerdes.deserializer(config.serde()), REGISTRY_PATIENCE);
    Metrics.gauge(metrics, "ota.ingest.stalled", decoder::isStalled);
    SourceProgress progress = new SourceProgress();
    Topology topology =
        OtaJobTopology.build(
            config.topics(),
            partitioning,
            topics.maxRecordBytes(),
            new Ingest(partitioning, decoder),
            new ProjectionMetrics(metrics, Clock.systemUTC()),
            progress);
    RocksDbMemory memory =
        closing.last("store memory", new RocksDbMemory(config.store().memoryBytes()));
    KafkaStreams streams =
        new KafkaStreams(topology, StreamsSettings.of(config.kafka(), config.store(), memory));
    closing.last("streams", () -> closeStreams(streams));
    closing.last("registry wait", decoder::stop);
    CountDownLatch failed = new CountDownLatch(1);
    streams.setUncaughtExceptionHandler(new ThreadFailures());
    streams.setStateListener(
        (now, before) -> {
          LOG.info("streams changed state, state={} before={}", now, before);
          if (now == KafkaStreams.State.ERROR) {
            failed.countDown();
          }
        });
    KafkaStreamsMetrics streamsMetrics =
        closing.last("streams metrics", new KafkaStreamsMetrics(streams));
    streams.start();
    streamsMetrics.bindTo(metrics);

    // Queries to replies.
    CatchUp catchUp = new CatchUp(streams, progress, ends, () -> sourceEnds(config, partitioning));
    closing.last("catch-up", catchUp.begin());
    Readiness readiness = new Readiness(streams, catchUp);
    JobFinder jobs =
        new MeteredJobs(
            new LocalJobs(streams, partitioning, () -> catchUp.isDone() && !decoder.isStalled()),
            metrics);
    Callers callers = Callers.open(config, closing);
    Routes routes =
        new Routes(
            new RpcHandler(callers.rpc(), jobs),
            new JobResource(callers.rest(), jobs),
            new OpenApiDocument(),
            new OpsHandler(new Liveness(streams), readiness, metrics::scrape));
    HttpListener http = closing.last("http", HttpListener.start(config.http(), routes));
    closing.last("readiness", readiness::stop);
    LOG.info("listening, host={} port={}", config.http().host(), http.port());
    return new Service(closing, failed, http);
  }

  private static SourceEnds sourceEnds(AppConfig config, Partitioning partitioning) {
    return KafkaAdmin.with(
        config.kafka(),
        admin ->
            SourceEnds.capture(admin, config.kafka(), config.topics(), partitioning.partitions()));
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Returns when the service can go on no longer. */
  public void awaitFailure() throws InterruptedException {
    failed.await();
  }

  /** Not ready, drain HTTP, leave the group, close the stores: in this order. */
  @Override
  public void close() {
    closing.close();
  }

  private static void closeStreams(KafkaStreams streams) {
    boolean closed =
        streams.close(
            CloseOptions.timeout(STREAMS_CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      LOG.warn("streams did not close in time, seconds={}", STREAMS_CLOSE.toSeconds());
    }
  }
}
