package dev.otajobs.app;

import dev.otajobs.config.AppConfig;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.freshness.BrokerWatch;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.local.LocalJobs;
import dev.otajobs.query.local.StoreReads;
import dev.otajobs.topics.HeldBack;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Wires the look-up of jobs in this instance's own stores, and the measurement of their age. */
record LocalStores(JobLookup jobs, Freshness freshness) {

  /** After this long without an answer the brokers count as unreachable for a request. */
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(2);

  static LocalStores open(
      AppConfig config,
      Vertx vertx,
      Projection projection,
      int partitions,
      MeterRegistry metrics,
      Closing closing) {
    Freshness freshness =
        new Freshness(config.topics(), partitions, projection.progress(), projection.standbys());
    Gauge.builder("ota.source.held.back.records", () -> heldBackRecords(freshness, partitions))
        .register(metrics);
    Gauge.builder("ota.source.held.back.seconds", () -> heldBackSeconds(freshness, partitions))
        .register(metrics);
    Admin admin = closing.last("admin client", KafkaClients.admin(config.kafka(), BROKER_TIMEOUT));
    OffsetReader offsets = new OffsetReader(admin, config.kafka(), config.topics(), partitions);
    BrokerWatch watch =
        closing.last(
            "broker watch",
            new BrokerWatch(vertx, offsets, projection.standbys(), freshness).begin());
    JobLookup jobs =
        new LocalJobs(
            vertx,
            projection.progress(),
            new StoreReads(
                projection.streams(),
                projection.progress(),
                partitions,
                config.query().isolation()),
            freshness,
            watch,
            config.query().maxStaleness());
    return new LocalStores(jobs, freshness);
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
    return IntStream.range(0, partitions).mapToObj(freshness::heldBack).flatMap(Optional::stream);
  }
}
