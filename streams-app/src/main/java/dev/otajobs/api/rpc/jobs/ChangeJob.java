package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rpc.Reply;
import dev.otajobs.api.rpc.Reply.BusinessError;
import dev.otajobs.api.rpc.RpcAction;
import dev.otajobs.api.rpc.RpcCall;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.Job;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Times;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a batch that exists: finds it, up to date, lets {@link RequestedChange} decide, and
 * writes the event. It is ordered after all events of the batch that are known, also after those of
 * a producer that counts revisions or whose clock is ahead.
 */
public final class ChangeJob implements RpcAction {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeJob.class);

  private final RequestedChange change;
  private final VisibleJobs jobs;
  private final CallEvents events;
  private final Clock clock;

  ChangeJob(RequestedChange change, VisibleJobs jobs, CallEvents events, Clock clock) {
    this.change = change;
    this.jobs = jobs;
    this.events = events;
    this.clock = clock;
  }

  /** The calls that cancel and update batches. */
  public static List<RpcAction> all(VisibleJobs jobs, CallEvents events, Clock clock) {
    return List.of(
        new ChangeJob(new CancelStrategy(), jobs, events, clock),
        new ChangeJob(new CancelTasks(), jobs, events, clock),
        new ChangeJob(new UpdateJob(), jobs, events, clock));
  }

  @Override
  public Operation operation() {
    return change.operation();
  }

  @Override
  public Future<Reply> answer(RpcCall call) {
    String jobId = call.parameters().required("JobId");
    change.check(call.parameters());
    return jobs.find(
            call.viewer(), jobId, call.parameters().get("IotInstanceId"), Consistency.COMPLETE)
        .compose(answer -> change(call, answer));
  }

  private Future<Reply> change(RpcCall call, JobAnswer answer) {
    if (answer instanceof JobAnswer.Absent) {
      throw new RpcException(BusinessError.JOB_NOT_FOUND);
    } else if (!(answer instanceof JobAnswer.Found found)) {
      LOG.debug("the batch cannot be looked up now, answer={}", answer);
      throw new RpcException(RpcError.UNAVAILABLE);
    } else {
      Optional<SpecificRecord> wanted = change.of(call.parameters(), found.view());
      return wanted.isEmpty()
          ? Future.succeededFuture(new Reply.Done(List.of(), Optional.empty()))
          : events
              .write(
                  event(found, wanted.get()),
                  "The change of "
                      + found.key().jobId()
                      + " may have been made: query the batch, or send the call again.")
              .compose(at -> whenFolded(call, found.key().jobId(), at));
    }
  }

  /**
   * Replies once the batch shows the change, so that a query in the caller's next line shows it,
   * too. The change is made all the same if that takes longer than a query may.
   */
  private Future<Reply> whenFolded(RpcCall call, String jobId, Position at) {
    Consistency changed =
        new Consistency(
            Optional.of(Revision.at(at.partition(), at.offset())), Optional.of(Duration.ZERO));
    return jobs.find(call.viewer(), jobId, Optional.empty(), changed)
        .map(folded -> new Reply.Done(List.of(), Optional.of(at)));
  }

  private OtaJobEvent event(JobAnswer.Found found, SpecificRecord wanted) {
    Job job = found.job();
    long later = Math.max(clock.millis(), job.state().lastOccurredAt() + 1);
    // Nothing is later than the last time that an event can have.
    boolean isLast = later > Times.MAX;
    return OtaJobEvent.newBuilder()
        .setEventId(UUID.randomUUID())
        .setJobId(found.key().jobId())
        .setAccountId(found.key().accountId())
        .setIotInstanceId(found.iotInstanceId().orElse(null))
        .setOccurredAt(Instant.ofEpochMilli(isLast ? clock.millis() : later))
        .setRevision(job.state().lastRevision() + (isLast ? 1 : 0))
        .setSource(CallEvents.SOURCE)
        .setChange(wanted)
        .build();
  }
}
