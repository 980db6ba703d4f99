package dev.otajobs.app;

import dev.otajobs.api.AccountCalls;
import dev.otajobs.api.CallTimes;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rest.JobBatchResource;
import dev.otajobs.api.rest.JobHistoryResource;
import dev.otajobs.api.rest.JobListResource;
import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.JobWatchResource;
import dev.otajobs.api.rest.ListWatchResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rest.PackageResource;
import dev.otajobs.api.rest.PastJobs;
import dev.otajobs.api.rest.Watches;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.config.AppConfig;
import dev.otajobs.console.Console;
import dev.otajobs.console.ConsoleSettings;
import dev.otajobs.http.CallLimit;
import dev.otajobs.http.RequestBodies;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ops.OpsHandler;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.history.JobHistories;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.routing.RoutedHistory;
import dev.otajobs.query.routing.RoutedIndex;
import dev.otajobs.query.routing.RoutedJobs;
import dev.otajobs.query.watch.EventSignals;
import dev.otajobs.topics.CheckedTopics;
import dev.otajobs.topics.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/**
 * Wires the calls of both APIs: queries to replies.
 *
 * @param routes which path belongs to whom
 * @param watches the calls that stay open
 */
record Api(Routes routes, Watches watches) {

  private static final Clock CLOCK = Clock.systemUTC();

  /** Watches of lists at once: each looks at every event. */
  private static final int LISTS = 64;

  static Api open(
      AppConfig config,
      Vertx vertx,
      CheckedTopics topics,
      Projection projection,
      Peers peers,
      LocalStores local,
      Operations operations,
      Callers callers,
      MeterRegistry metrics,
      Closing closing) {
    Partitioning partitioning = topics.partitioning();
    JobFinder jobs =
        new JobFinder(
            partitioning,
            new RoutedJobs(vertx, peers.group(), local.jobs(), peers.live()),
            config.query().deadline(),
            metrics);
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
    Watches watches =
        new Watches(
            vertx,
            signals,
            new CallLimit("ota.watches", config.http().maxWatches(), metrics),
            new CallLimit(
                "ota.watches.lists", Math.min(LISTS, config.http().maxWatches()), metrics));
    VisibleJobs watched =
        new VisibleJobs(
            jobs,
            new AccountCalls(
                "ota.watches.account", Math.max(1, config.http().maxWatches()), metrics));
    Routes routes =
        new Routes(
            new RpcHandler(callers.rpc(), actions.rpc()),
            new Routes.Resources(
                new JobResource(callers.rest(), visible, past),
                new JobHistoryResource(callers.rest(), visible, past),
                new JobWatchResource(callers.rest(), watched, watches),
                new ListWatchResource(callers.rest(), watched, watches),
                new JobListResource(callers.rest(), visible, lists),
                new JobBatchResource(callers.rest(), visible),
                new PackageResource(
                    callers.rest(), calls, actions.packages(), actions.packageWriter(), CLOCK),
                operations.resources(
                    config,
                    vertx,
                    peers,
                    callers.rest(),
                    partitioning.partitions(),
                    metrics,
                    closing)),
            new OpenApiDocument(),
            console(config, callers),
            config.http().ops().isPresent() ? OpsHandler::notFound : operations.handler(),
            new RequestBodies(config.http().maxConcurrent(), RpcHandler.MAX_BODY, metrics),
            new CallLimit("ota.http", config.http().maxConcurrent(), metrics),
            new CallTimes(metrics));
    return new Api(routes, watches);
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
}
