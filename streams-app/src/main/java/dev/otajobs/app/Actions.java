package dev.otajobs.app;

import dev.otajobs.api.AccountCalls;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rpc.BoundedAction;
import dev.otajobs.api.rpc.QueryOtaJob;
import dev.otajobs.api.rpc.RpcAction;
import dev.otajobs.api.rpc.jobs.CallEvents;
import dev.otajobs.api.rpc.jobs.ChangeJob;
import dev.otajobs.api.rpc.jobs.CreateJob;
import dev.otajobs.api.rpc.jobs.ListJobs;
import dev.otajobs.api.rpc.jobs.QueryFirmware;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.SerdeConfig;
import dev.otajobs.events.OtaPackage;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.packages.PackageFinder;
import dev.otajobs.topics.CheckedTopics;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicEnds;
import dev.otajobs.write.RecordWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;

/**
 * Wires what the calls of both APIs do beside the query for a job.
 *
 * @param rpc the calls of the RPC API
 * @param packages finds packages
 * @param packageWriter writes their records
 */
record Actions(
    List<RpcAction> rpc, PackageFinder packages, RecordWriter<OtaPackage> packageWriter) {

  private static final Clock CLOCK = Clock.systemUTC();

  /** Calls at once that encode a record, or decode a package. */
  private static final int WORKERS = 8;

  /** A look-up of a package has a second; the writing of an event comes after it. */
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(1);

  static Actions open(
      AppConfig config,
      Vertx vertx,
      Projection projection,
      CheckedTopics topics,
      VisibleJobs jobs,
      FirmwareJobs lists,
      AccountCalls calls,
      MeterRegistry metrics,
      Closing closing) {
    String packageTopic = config.topics().packages();
    // Of their own: a registry that does not answer must hold up nothing else.
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("writes", WORKERS);
    SerdeConfig serde = config.serde().impatient();
    PackageFinder packages =
        new PackageFinder(
            vertx,
            workers,
            projection.streams(),
            new TopicEnds(
                closing.last(
                    "admin client of packages", KafkaClients.admin(config.kafka(), BROKER_TIMEOUT)),
                packageTopic,
                topics.packages(),
                IsolationLevel.READ_UNCOMMITTED),
            projection.packages(),
            EventSerdes.deserializer(serde, OtaPackage.class),
            packageTopic,
            metrics);
    RecordWriter<OtaPackage> packageWriter =
        closing.last(
            "producer of packages",
            new RecordWriter<>(
                vertx,
                workers,
                packageTopic,
                topics.packages(),
                KafkaClients.producer(config.kafka()),
                EventSerdes.serializer(serde, OtaPackage.class)));
    CallEvents events =
        new CallEvents(
            closing.last(
                "producer of events",
                new RecordWriter<>(
                    vertx,
                    workers,
                    config.topics().events(),
                    topics.partitioning(),
                    KafkaClients.producer(config.kafka()),
                    EventSerdes.serializer(serde))));
    List<RpcAction> rpc = new ArrayList<>();
    rpc.add(new QueryFirmware(packages));
    rpc.add(new ListJobs(jobs, lists));
    rpc.addAll(CreateJob.all(jobs, packages, lists, events, CLOCK));
    rpc.addAll(ChangeJob.all(jobs, events, CLOCK));
    rpc.replaceAll(action -> new BoundedAction(action, calls));
    // Its look-up is bounded as that of the resource API.
    rpc.add(new QueryOtaJob(jobs));
    return new Actions(rpc, packages, packageWriter);
  }
}
