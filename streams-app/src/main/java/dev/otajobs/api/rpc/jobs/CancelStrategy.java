package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.JobOutcome;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.job.JobView;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * CancelOTAStrategyByJob: a dynamic batch takes no more devices, and is CANCELED. Its tasks go on.
 * To cancel it once more changes nothing and succeeds, so that a call can be sent again.
 */
final class CancelStrategy implements RequestedChange {

  @Override
  public Operation operation() {
    return Operation.CANCEL_OTA_STRATEGY_BY_JOB;
  }

  @Override
  public void check(RpcParameters parameters) {
    // Only the batch decides.
  }

  @Override
  public Optional<SpecificRecord> of(RpcParameters parameters, JobView job) {
    BatchState batch = new BatchState(job);
    Illegal.unless(batch.isDynamic(), "JobId is not a dynamic batch: only these have a strategy.");
    Illegal.unless(!batch.isCompleted(), "JobId is a batch that is COMPLETED.");
    return batch.isCanceled() ? Optional.empty() : Optional.of(canceled("CancelOTAStrategyByJob"));
  }

  /**
   * The end of a batch that a call cancels.
   *
   * @param action the name of the call
   */
  static OtaJobFinished canceled(String action) {
    return OtaJobFinished.newBuilder().setOutcome(JobOutcome.CANCELED).setReason(action).build();
  }
}
