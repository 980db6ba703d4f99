package dev.otajobs.app;

import dev.otajobs.api.rest.BearerCallers;
import dev.otajobs.api.rest.DeadLetterResource;
import dev.otajobs.api.rest.OperatorDocument;
import dev.otajobs.api.rest.ReplayResource;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.SerdeConfig;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.http.CallLimit;
import dev.otajobs.letters.LetterJson;
import dev.otajobs.letters.LetterSearch;
import dev.otajobs.letters.Replay;
import dev.otajobs.letters.Replays;
import dev.otajobs.ops.Cluster;
import dev.otajobs.ops.CopyAges;
import dev.otajobs.ops.KeptText;
import dev.otajobs.ops.Liveness;
import dev.otajobs.ops.OpsHandler;
import dev.otajobs.ops.Readiness;
import dev.otajobs.ops.Recent;
import dev.otajobs.ops.Status;
import dev.otajobs.ops.TopologyReport;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.topics.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Wires what operators see and do: probes, metrics, the state of the group, and dead letters.
 *
 * @param handler of the paths that need no account
 * @param report what this instance tells the others of itself
 * @param topology with its rates, in JSON
 */
record Operations(OpsHandler handler, KeptText report, KeptText topology) {

  private static final int READERS = 32;

  /** Calls of operators at once. */
  private static final int CALLS = 16;

  /** Searches and replays at once: each reads a topic and holds up to 8 MiB. */
  private static final int SEARCHES = 2;

  /** For the brokers' answer to one request. */
  private static final int PATIENCE_MS = 5_000;

  static Operations open(
      AppConfig config,
      Vertx vertx,
      Projection projection,
      LocalStores local,
      Readiness readiness,
      int partitions,
      PrometheusMeterRegistry metrics,
      Closing closing) {
    Status.Copies copies = copies(projection, local, partitions);
    Status status = new Status(projection.streams(), readiness, projection.restore(), copies);
    CopyAges ages = new CopyAges(copies, metrics);
    Supplier<String> scrape =
        () -> {
          ages.refresh();
          return metrics.scrape();
        };
    Recent recent = new Recent(metrics);
    TopologyReport topology =
        new TopologyReport(projection.description(), projection.streams()::metrics);
    long timer =
        vertx.setPeriodic(
            Recent.STEP.toMillis(),
            tick ->
                // It asks for thousands of metrics.
                vertx.executeBlocking(
                    () -> {
                      recent.step();
                      topology.step();
                      return null;
                    },
                    false));
    closing.last("recent figures", () -> vertx.cancelTimer(timer));
    OpsHandler handler =
        new OpsHandler(
            new Liveness(projection.streams()),
            readiness,
            new KeptText(vertx, status::json),
            new KeptText(vertx, scrape),
            new CallLimit("ota.ops", READERS, metrics));
    return new Operations(
        handler,
        new KeptText(vertx, () -> status.report(recent)),
        new KeptText(vertx, topology::json));
  }

  private static Status.Copies copies(Projection projection, LocalStores local, int partitions) {
    return new Status.Copies(
        partitions,
        partition -> projection.progress().owned(partition).isPresent(),
        partition -> projection.standbys().partitions().contains(partition),
        partition -> local.freshness().age(Copy.OWNED, partition).flatMap(Age::age),
        partition -> local.freshness().age(Copy.STANDING, partition).flatMap(Age::age),
        partition -> local.freshness().heldBack(Copy.OWNED, partition),
        local.openTransactions()::of);
  }

  /** The paths for operators that need an account. */
  Routes.ForOperators resources(
      AppConfig config,
      Vertx vertx,
      Peers peers,
      BearerCallers callers,
      int partitions,
      MeterRegistry metrics,
      Closing closing) {
    Cluster cluster =
        new Cluster(
            partitions, peers.group().self(), peers.group()::hosts, report, peers.reports());
    SerdeConfig serde = config.serde().impatient();
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("dead-letters", SEARCHES);
    ByteArraySerializer asIs = new ByteArraySerializer();
    Map<String, Object> writing = new HashMap<>(KafkaClients.producer(config.kafka()));
    writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    writing.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
    Producer<byte[], byte[]> producer = new KafkaProducer<>(writing, asIs, asIs);
    closing.last("producer of replays", () -> producer.close(Duration.ofMillis(PATIENCE_MS)));
    Map<String, Object> reading = new HashMap<>(KafkaClients.consumer(config.kafka()));
    reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    reading.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    String events = config.topics().events();
    LetterSearch letters = new LetterSearch(Map.copyOf(reading), config.topics().deadLetters());
    return new Routes.ForOperators(
        new CallLimit("ota.operators", CALLS, metrics),
        new OperatorDocument(callers, cluster::json),
        new OperatorDocument(callers, topology::get),
        new DeadLetterResource(
            callers, workers, letters, new LetterJson(EventSerdes.deserializer(serde), events)),
        new ReplayResource(
            callers,
            workers,
            new Replays(letters, new Replay(producer, events, EventSerdes.serializer(serde)))));
  }
}
