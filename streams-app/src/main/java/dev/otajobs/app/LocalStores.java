package dev.otajobs.app;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.KafkaConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.freshness.BrokerWatch;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.EndQuestions;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.Tails;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.local.IndexCopy;
import dev.otajobs.query.local.IndexReads;
import dev.otajobs.query.local.LocalHistory;
import dev.otajobs.query.local.LocalIndex;
import dev.otajobs.query.local.LocalJobs;
import dev.otajobs.query.local.StoreReads;
import dev.otajobs.query.overlay.Overlays;
import dev.otajobs.query.overlay.TailReader;
import dev.otajobs.query.routing.Owners;
import dev.otajobs.topics.HeldBack;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import dev.otajobs.topics.OpenTransactions;
import dev.otajobs.topics.TopicEnds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;

/**
 * Wires the look-up of jobs in this instance's own stores, the measurement of their age, and what
 * is laid over them while the owner is silent.
 */
record LocalStores(
    JobLookup jobs,
    IndexLookup index,
    HistoryLookup histories,
    Freshness freshness,
    OpenTransactions openTransactions) {

  /**
   * Scans of the index, and reads of histories, at once, of this instance's calls and of its
   * peers'.
   */
  private static final int SCANS = 4;

  /** After this long without an answer the brokers count as unreachable for a request. */
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(2);

  static LocalStores open(
      AppConfig config,
      Vertx vertx,
      Projection projection,
      Owners owners,
      int partitions,
      MeterRegistry metrics,
      Closing closing) {
    Tails tails = new Tails();
    Freshness freshness =
        new Freshness(
            config.topics(), partitions, projection.progress(), projection.standbys(), tails);
    Gauge.builder("ota.source.held.back.records", () -> heldBackRecords(freshness, partitions))
        .register(metrics);
    Gauge.builder("ota.source.held.back.seconds", () -> heldBackSeconds(freshness, partitions))
        .register(metrics);
    Admin admin = closing.last("admin client", KafkaClients.admin(config.kafka(), BROKER_TIMEOUT));
    OffsetReader offsets = new OffsetReader(admin, config.kafka(), config.topics(), partitions);
    closing.last(
        "broker watch", new BrokerWatch(offsets, projection.standbys(), freshness).begin());
    Admin forQueries =
        closing.last("admin client of queries", KafkaClients.admin(config.kafka(), BROKER_TIMEOUT));
    EndQuestions questions =
        closing.last(
            "end questions",
            new EndQuestions(
                    vertx,
                    new OffsetReader(forQueries, config.kafka(), config.topics(), partitions),
                    freshness)
                .begin());
    Overlays overlays =
        new Overlays(
            partitions,
            config.query().overlayBytes(),
            config.topics(),
            projection.overlayIngest(),
            projection.progress(),
            projection.standbys(),
            freshness,
            tails,
            owners);
    Gauge.builder("ota.overlays", overlays::count).register(metrics);
    readTails(config.kafka(), overlays, closing);
    StoreReads owned = stores(projection, partitions, config.query().isolation());
    // A standby restores only what is committed; it commits to its own store later.
    StoreReads copies = stores(projection, partitions, IsolationLevel.READ_UNCOMMITTED);
    WorkerExecutor scans = vertx.createSharedWorkerExecutor("scans", SCANS);
    int history = config.store().history();
    HistoryLookup histories =
        history > 0 ? new LocalHistory(scans, projection.streams(), history) : HistoryLookup.NONE;
    IndexLookup index =
        new LocalIndex(
            vertx,
            scans,
            new IndexReads(projection.streams()),
            new IndexCopy(
                vertx,
                projection.indexStandbys(),
                new TopicEnds(
                    admin,
                    OtaJobTopology.indexChangelog(config.kafka().applicationId()),
                    new Partitioning(partitions),
                    IsolationLevel.READ_UNCOMMITTED)),
            new Partitioning(partitions),
            owned,
            copies,
            overlays,
            freshness,
            questions);
    JobLookup jobs =
        new LocalJobs(
            vertx,
            projection.progress(),
            owned,
            copies,
            overlays,
            freshness,
            questions,
            config.query().maxStaleness());
    OpenTransactions open =
        new OpenTransactions(
            admin, config.topics(), partitions, p -> freshness.heldBack(Copy.OWNED, p));
    return new LocalStores(
        jobs, index, histories, freshness, closing.last("open transactions", open.begin()));
  }

  private static void readTails(KafkaConfig kafka, Overlays overlays, Closing closing) {
    Map<String, Object> committed = KafkaClients.consumer(kafka);
    Map<String, Object> all = KafkaClients.consumerOfAll(kafka);
    closing.last("overlays", new TailReader("overlays", overlays.overlays(), committed).begin());
    closing.last("strays", new TailReader("strays", overlays.strays(), committed).begin());
    closing.last("held moves", new TailReader("held-moves", overlays.heldMoves(), all).begin());
  }

  private static StoreReads stores(Projection projection, int partitions, IsolationLevel level) {
    return new StoreReads(projection.streams(), projection.progress(), partitions, level);
  }

  private static long heldBackRecords(Freshness freshness, int partitions) {
    return heldBack(freshness, partitions).mapToLong(HeldBack::records).sum();
  }

  private static double heldBackSeconds(Freshness freshness, int partitions) {
    return heldBack(freshness, partitions)
        .mapToDouble(held -> held.time().toMillis() / 1000.0)
        .max()
        .orElse(0);
  }

  private static Stream<HeldBack> heldBack(Freshness freshness, int partitions) {
    return IntStream.range(0, partitions)
        .mapToObj(p -> freshness.heldBack(Copy.OWNED, p))
        .flatMap(Optional::stream);
  }
}
