package dev.otajobs.app;

import dev.otajobs.api.AccountCalls;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rest.JobBatchResource;
import dev.otajobs.api.rest.JobHistoryResource;
import dev.otajobs.api.rest.JobListResource;
import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.JobWatchResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rest.PackageResource;
import dev.otajobs.api.rest.PastJobs;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.ConfigException;
import dev.otajobs.config.HostPort;
import dev.otajobs.console.Console;
import dev.otajobs.console.ConsoleSettings;
import dev.otajobs.http.CallLimit;
import dev.otajobs.http.HttpListener;
import dev.otajobs.http.RequestBodies;
import dev.otajobs.http.WatchedCertificate;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ops.CatchUp;
import dev.otajobs.ops.OpsHandler;
import dev.otajobs.ops.Readiness;
import dev.otajobs.peers.FirstHandshake;
import dev.otajobs.peers.WatchedPeerTls;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.history.JobHistories;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.routing.Owners;
import dev.otajobs.query.routing.RoutedHistory;
import dev.otajobs.query.routing.RoutedIndex;
import dev.otajobs.query.routing.RoutedJobs;
import dev.otajobs.query.watch.EventSignals;
import dev.otajobs.topics.ChangelogFormat;
import dev.otajobs.topics.CheckedTopics;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.IndexChangelog;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import dev.otajobs.topics.TopicCheck;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance. */
public final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Clock CLOCK = Clock.systemUTC();
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
    PrometheusMeterRegistry metrics = Metrics.create();
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
    JobFinder jobs =
        new JobFinder(
            partitioning,
            new RoutedJobs(vertx, peers.group(), local.jobs(), peers.live()),
            config.query().deadline(),
            metrics);
    // One for both APIs: an account has one quota.
    Quotas quotas = new Quotas(System::nanoTime, peers.usage());
    Callers callers = Callers.open(config, peers, quotas, closing);
    AccountCalls calls = new AccountCalls(config.http().maxConcurrentPerAccount(), metrics);
    VisibleJobs visible = new VisibleJobs(jobs, calls);
    FirmwareJobs lists =
        new FirmwareJobs(
            new RoutedIndex(vertx, peers.group(), local.index(), peers.live()),
            partitioning.partitions(),
            config.query().deadline());
    PastJobs past =
        new PastJobs(
            Optional.of(config.store().history())
                .filter(changes -> changes > 0)
                .map(
                    kept ->
                        new JobHistories(
                            partitioning,
                            new RoutedHistory(
                                vertx, peers.group(), local.histories(), peers.live()),
                            config.query().deadline())),
            calls);
    Actions actions =
        Actions.open(config, vertx, projection, topics, visible, lists, calls, metrics, closing);
    EventSignals signals =
        closing.last(
            "event signals",
            new EventSignals(
                    config.topics(),
                    partitioning,
                    projection.overlayIngest(),
                    KafkaClients.consumer(config.kafka()))
                .begin());
    JobWatchResource watch =
        new JobWatchResource(
            vertx,
            callers.rest(),
            new VisibleJobs(
                jobs,
                new AccountCalls(
                    "ota.watches.account", Math.max(1, config.http().maxWatches()), metrics)),
            signals,
            new CallLimit("ota.watches", config.http().maxWatches(), metrics));
    Optional<HostPort> opsAddress = config.http().ops();
    Routes routes =
        new Routes(
            new RpcHandler(callers.rpc(), actions.rpc()),
            new Routes.Resources(
                new JobResource(callers.rest(), visible, past),
                new JobHistoryResource(callers.rest(), visible, past),
                watch,
                new JobListResource(callers.rest(), visible, lists),
                new JobBatchResource(callers.rest(), visible),
                new PackageResource(
                    callers.rest(), calls, actions.packages(), actions.packageWriter(), CLOCK),
                operations.resources(
                    config, vertx, peers, callers.rest(), partitioning.partitions(), closing)),
            new OpenApiDocument(),
            console(config, callers),
            opsAddress.isPresent() ? OpsHandler::notFound : operations.handler(),
            new RequestBodies(config.http().maxConcurrent(), RpcHandler.MAX_BODY, metrics),
            new CallLimit("ota.http", config.http().maxConcurrent(), metrics));
    peers.listen(config, vertx, local, quotas, operations.report(), metrics, closing);
    opsAddress
        .map(
            address ->
                HttpListener.start(vertx, Endpoints.ops(address), metrics, operations.handler()))
        .ifPresent(listener -> closing.last("ops", listener));
    HttpListener http =
        closing.last(
            "http",
            HttpListener.start(
                vertx, Endpoints.calls(config.http(), certificate), metrics, routes));
    certificate.ifPresent(
        watched -> {
          watched.bindTo(metrics, Endpoints.CALLS);
          closing.last("certificate", watched.watch(http::use));
        });
    closing.last("watches", watch);
    closing.last("readiness", readiness::stop);
    LOG.info(
        "listening, host={} port={} tls={}",
        config.http().host(),
        http.port(),
        certificate.isPresent());
    return new Service(closing, projection.failed(), http);
  }

  private static Optional<Console> console(AppConfig config, Callers callers) {
    return config.http().console()
        ? Optional.of(
            new Console(
                () ->
                    new ConsoleSettings(
                        Version.text(),
                        config.auth().unsignedAccount().isPresent(),
                        callers.hasDevelopmentKey(),
                        config.store().history())))
        : Optional.empty();
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
