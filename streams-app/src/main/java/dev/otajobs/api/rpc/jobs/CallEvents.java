package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.EventCheck;
import dev.otajobs.ingest.Position;
import dev.otajobs.write.RecordWriter;
import dev.otajobs.write.WriteException;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the events of calls, none of which the projection would reject. */
public final class CallEvents {

  /** The events' {@code source}. */
  static final String SOURCE = "ota-jobs api";

  private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);

  private final RecordWriter<OtaJobEvent> writer;

  public CallEvents(RecordWriter<OtaJobEvent> writer) {
    this.writer = writer;
  }

  /**
   * Writes an event.
   *
   * @param ifUnknown what the caller can do if it is not known whether the event was written
   * @return where it stands; fails with an {@link RpcException}
   * @throws RpcException if it breaks a rule of the contract
   */
  Future<Position> write(OtaJobEvent event, String ifUnknown) {
    EventCheck.problem(event, field -> parameter(event, field))
        .ifPresent(
            problem -> {
              throw Illegal.because(problem + ".");
            });
    return writer
        .write(event.getJobId(), event)
        .recover(failure -> Future.failedFuture(refusal(event, failure, ifUnknown)));
  }

  private static Throwable refusal(OtaJobEvent event, Throwable failure, String ifUnknown) {
    if (!(failure instanceof WriteException write)) {
      return failure;
    }
    LOG.warn(
        "the event of a call was not acknowledged, jobId={} maybeWritten={} problem={}",
        event.getJobId(),
        write.isMaybeWritten(),
        write.getMessage());
    return new RpcException(
        write.isMaybeWritten() ? RpcError.unknownOutcome(ifUnknown) : RpcError.UNAVAILABLE);
  }

  /**
   * The parameter that a field of the event was made from: the calls that create batches and the
   * one that changes them name lists differently.
   */
  static String parameter(OtaJobEvent event, String field) {
    boolean isCreate = event.getChange() instanceof OtaJobCreated;
    return switch (field) {
      case "srcVersions" -> isCreate ? "SrcVersion" : "SrcVersionList";
      case "tags" -> isCreate ? "Tag" : "Tags";
      case "targetDeviceNames" -> "TargetDeviceName";
      default -> Character.toUpperCase(field.charAt(0)) + field.substring(1);
    };
  }
}
