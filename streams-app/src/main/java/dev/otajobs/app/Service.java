package dev.otajobs.app;

import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.ConfigException;
import dev.otajobs.http.HttpListener;
import dev.otajobs.http.WatchedCertificate;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ops.CatchUp;
import dev.otajobs.ops.Readiness;
import dev.otajobs.peers.FirstHandshake;
import dev.otajobs.peers.WatchedPeerTls;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.routing.Owners;
import dev.otajobs.topics.ChangelogFormat;
import dev.otajobs.topics.CheckedTopics;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.IndexChangelog;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import dev.otajobs.topics.TopicCheck;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance. */
public final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private final Closing closing;
  private final CompletableFuture<String> failed;
  private final HttpListener http;

  private Service(Closing closing, CompletableFuture<String> failed, HttpListener http) {
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
    // First, since an unusable file is found at once, without the brokers.
    Optional<WatchedCertificate> certificate = config.http().tls().map(WatchedCertificate::open);
    Optional<WatchedPeerTls> peerTls =
        config.peer().map(peer -> closing.last("peer tls", WatchedPeerTls.open(peer)));

    Vertx vertx = closing.last("event loops", EventLoops.start()).vertx();
    Optional<FirstHandshake> handshake = peerTls.map(tls -> FirstHandshake.begin(vertx, tls.get()));

    // What is in the topics now decides when the instance is ready.
    CheckedTopics topics =
        KafkaClients.with(
            config.kafka(),
            admin -> new TopicCheck(admin, config.kafka(), config.topics()).check());
    if (topics.hasHistories() && config.store().history() == 0) {
      throw new ConfigException(
          List.of(
              "jobs.history.changes=0, but there is %s: what happens now would be missing in its histories."
                      .formatted(OtaJobTopology.historyChangelog(config.kafka().applicationId()))
                  + " Set jobs.history.changes as it was, or stop all instances, delete this topic"
                  + " and the state directories, and start again without histories"));
    }
    Partitioning partitioning = topics.partitioning();
    if (topics.hasChangelog() && !Projection.stateDirectory(config).isCurrent()) {
      ChangelogFormat.check(config.kafka(), partitioning.partitions());
    }
    if (topics.hasChangelog()) {
      IndexChangelog.createIfMissing(config.kafka());
    }
    EndOffsets ends = endOffsets(config, partitioning);
    PrometheusMeterRegistry metrics = Metrics.create(config.http().allKafkaMetrics());
    closing.last("metrics", metrics::close);
    handshake.ifPresent(FirstHandshake::await);

    // Events to jobs.
    Projection projection = Projection.start(config, topics, metrics, closing);
    KafkaStreams streams = projection.streams();
    // Queries to replies.
    Peers peers =
        Peers.join(config, peerTls, vertx, streams, partitioning.partitions(), metrics, closing);
    LocalStores local =
        LocalStores.open(
            config,
            vertx,
            projection,
            new Owners(peers.group(), peers.live()),
            partitioning.partitions(),
            metrics,
            closing);
    CatchUp catchUp =
        new CatchUp(
            streams,
            projection.progress(),
            ends,
            () -> endOffsets(config, partitioning),
            partition -> local.freshness().age(Copy.OWNED, partition).isPresent());
    closing.last("catch-up", catchUp.begin());
    Readiness readiness = new Readiness(streams, catchUp);
    Operations operations =
        Operations.open(
            config,
            vertx,
            projection,
            local,
            readiness,
            partitioning.partitions(),
            metrics,
            closing);
    // One for both APIs: an account has one quota.
    Quotas quotas = new Quotas(System::nanoTime, peers.usage());
    FunctionCounter.builder("ota.quota.refused", quotas, Quotas::refused)
        .description("Calls beyond the quota of their account")
        .register(metrics);
    Callers callers = Callers.open(config, peers, quotas, closing);
    Api api =
        Api.open(
            config, vertx, topics, projection, peers, local, operations, callers, metrics, closing);
    peers.listen(config, vertx, local, quotas, operations.report(), metrics, closing);
    config
        .http()
        .ops()
        .map(
            address ->
                HttpListener.start(vertx, Endpoints.ops(address), metrics, operations.handler()))
        .ifPresent(listener -> closing.last("ops", listener));
    HttpListener http =
        closing.last(
            "http",
            HttpListener.start(
                vertx, Endpoints.calls(config.http(), certificate), metrics, api.routes()));
    certificate.ifPresent(
        watched -> {
          watched.bindTo(metrics, Endpoints.CALLS);
          closing.last("certificate", watched.watch(http::use));
        });
    closing.last("watches", api.watches());
    closing.last("readiness", readiness::stop);
    LOG.info(
        "listening, host={} port={} tls={}",
        config.http().host(),
        http.port(),
        certificate.isPresent());
    return new Service(closing, projection.failed(), http);
  }

  private static EndOffsets endOffsets(AppConfig config, Partitioning partitioning) {
    return KafkaClients.with(
        config.kafka(),
        admin -> {
          OffsetReader offsets =
              new OffsetReader(admin, config.kafka(), config.topics(), partitioning.partitions());
          // What lies behind an open transaction cannot be waited for.
          return offsets.withCommitted(offsets.allStableEnds());
        });
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Returns when the service can go on no longer: why. */
  public String awaitFailure() {
    return failed.join();
  }

  /** Not ready, drain HTTP, leave the group, close the stores: in this order. */
  @Override
  public void close() {
    closing.close();
  }
}
