package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.job.JobView;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * CancelOTATaskByJob, as far as the events of a batch can show it: a scheduled batch whose tasks
 * wait for their time has no others, so to cancel these cancels the batch. The tasks of a batch
 * that runs are with the service that runs it; a call for them is refused, and says so.
 */
final class CancelTasks implements RequestedChange {

  private static final String SCHEDULED = "CancelScheduledTask";
  private static final List<String> FLAGS =
      List.of(
          SCHEDULED,
          "CancelQueuedTask",
          "CancelNotifiedTask",
          "CancelInProgressTask",
          "CancelUnconfirmedTask");

  @Override
  public Operation operation() {
    return Operation.CANCEL_OTA_TASK_BY_JOB;
  }

  @Override
  public void check(RpcParameters parameters) {
    // All are read, so that a wrong one is found.
    long set = FLAGS.stream().filter(flag -> parameters.flag(flag).orElse(false)).count();
    Illegal.unless(set > 0, "One of " + String.join(", ", FLAGS) + " must be true.");
  }

  @Override
  public Optional<SpecificRecord> of(RpcParameters parameters, JobView job) {
    BatchState batch = new BatchState(job);
    Illegal.unless(!batch.isVerification(), "JobId is a verification batch, not an upgrade batch.");
    Illegal.unless(!batch.isCompleted(), "JobId is a batch that is COMPLETED.");
    if (batch.isCanceled()) {
      return Optional.empty();
    }
    Illegal.unless(
        parameters.flag(SCHEDULED).orElse(false) && batch.isPlanned() && batch.isScheduled(),
        "Only "
            + SCHEDULED
            + " of a scheduled batch that has not started can be cancelled here. Other tasks are"
            + " cancelled at the service that runs the batch.");
    return Optional.of(CancelStrategy.canceled("CancelOTATaskByJob"));
  }
}
