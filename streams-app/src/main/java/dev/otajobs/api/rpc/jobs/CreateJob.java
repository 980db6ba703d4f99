package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rpc.Reply;
import dev.otajobs.api.rpc.Reply.BusinessError;
import dev.otajobs.api.rpc.RpcAction;
import dev.otajobs.api.rpc.RpcCall;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.codec.Member;
import dev.otajobs.codec.UtcTime;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.Change;
import dev.otajobs.job.Stamped;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.packages.PackageFinder;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a batch: checks the call, looks its package up, and writes OtaJobCreated. The service
 * that runs batches reads that event, and reports the batch's start and end.
 */
public final class CreateJob implements RpcAction {

  private static final Logger LOG = LoggerFactory.getLogger(CreateJob.class);

  private static final BusinessError OTHER_PARAMETERS =
      new BusinessError(
          "IdempotentParameterMismatch",
          "A batch was created with this Idempotency-Key and other parameters.");

  /** From the look-up of the package to the writing of the event. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final NewBatch kind;
  private final VisibleJobs jobs;
  private final Packages packages;
  private final RunningBatches running;
  private final CallEvents events;
  private final Clock clock;

  CreateJob(
      NewBatch kind,
      VisibleJobs jobs,
      PackageFinder packages,
      FirmwareJobs lists,
      CallEvents events,
      Clock clock) {
    this.kind = kind;
    this.jobs = jobs;
    this.packages = new Packages(packages);
    this.running = new RunningBatches(jobs, lists);
    this.events = events;
    this.clock = clock;
  }

  /** The three calls that create batches. */
  public static List<RpcAction> all(
      VisibleJobs jobs,
      PackageFinder packages,
      FirmwareJobs lists,
      CallEvents events,
      Clock clock) {
    return Stream.of(new VerifyBatch(), new StaticBatch(), new DynamicBatch())
        .<RpcAction>map(kind -> new CreateJob(kind, jobs, packages, lists, events, clock))
        .toList();
  }

  @Override
  public Operation operation() {
    return kind.operation();
  }

  @Override
  public Future<Reply> answer(RpcCall call) {
    OtaJobCreated.Builder batch = kind.read(call.parameters());
    Optional<String> instance = call.parameters().get("IotInstanceId");
    Illegal.unless(
        call.viewer().sees(instance), "IotInstanceId is not an instance of the account.");
    BatchId id = BatchId.of(call, operation());
    // A nonce is used but once, a key as often as the caller is in doubt.
    return call.idempotencyKey().isPresent()
        ? jobs.find(call.viewer(), id.jobId(), Optional.empty(), Consistency.COMPLETE)
            .compose(known -> createUnless(known, call, batch, id))
        : create(call, batch, id);
  }

  private Future<Reply> createUnless(
      JobAnswer known, RpcCall call, OtaJobCreated.Builder batch, BatchId id) {
    if (known instanceof JobAnswer.Found found) {
      return Future.succeededFuture(existing(found, id));
    }
    if (!(known instanceof JobAnswer.Absent)) {
      LOG.debug("whether the batch exists cannot be told now, answer={}", known);
      throw new RpcException(RpcError.UNAVAILABLE);
    }
    return create(call, batch, id);
  }

  /** Only a creation makes a job visible, so there is one. */
  private static Reply existing(JobAnswer.Found found, BatchId id) {
    Stamped<Change.Created> creation = found.job().state().creation();
    if (creation == null || !creation.stamp().eventId().equals(id.eventId())) {
      throw new RpcException(OTHER_PARAMETERS);
    }
    return reply(id, creation.stamp().occurredAt(), Optional.empty());
  }

  private Future<Reply> create(RpcCall call, OtaJobCreated.Builder batch, BatchId id) {
    FirmwareKey key = new FirmwareKey(batch.getFirmwareId(), call.viewer().accountId());
    return packages
        .find(key)
        .compose(
            firmware -> {
              Instant now = Instant.ofEpochMilli(clock.millis());
              kind.check(batch, firmware, now);
              return kind.isTheOnlyOne()
                  ? running
                      .requireNone(call.viewer(), batch.getFirmwareId())
                      .compose(none -> write(call, batch, id, firmware, now))
                  : write(call, batch, id, firmware, now);
            });
  }

  private Future<Reply> write(
      RpcCall call, OtaJobCreated.Builder batch, BatchId id, Firmware firmware, Instant now) {
    // The caller may have given up, and have sent the call again with a nonce of its own.
    if (clock.instant().isAfter(now.plus(PATIENCE))) {
      throw new RpcException(RpcError.UNAVAILABLE);
    }
    OtaJobEvent event =
        OtaJobEvent.newBuilder()
            .setEventId(id.eventId())
            .setJobId(id.jobId())
            .setAccountId(call.viewer().accountId())
            .setIotInstanceId(call.parameters().get("IotInstanceId").orElse(null))
            .setOccurredAt(now)
            .setSource(CallEvents.SOURCE)
            .setChange(
                batch
                    .setName(firmware.record().getFirmwareName())
                    .setDestVersion(firmware.record().getDestVersion())
                    .build())
            .build();
    String ifUnknown =
        "The batch "
            + id.jobId()
            + " may have been created: query it before you create it again, or send the same call"
            + " with the same Idempotency-Key.";
    return events.write(event, ifUnknown).map(at -> reply(id, now.toEpochMilli(), Optional.of(at)));
  }

  private static Reply reply(BatchId id, long createdAt, Optional<Position> written) {
    return new Reply.Done(
        List.of(
            Member.group(
                "Data",
                List.of(
                    Member.text("JobId", id.jobId()),
                    Member.text("UtcCreate", UtcTime.format(createdAt))))),
        written);
  }
}
