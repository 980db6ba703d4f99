package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.index.IndexAnswer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Demands that no dynamic batch of a package runs (D1). Two calls at the same moment can both find
 * none: nothing puts them in an order.
 *
 * @param jobs with which the batches of the list are looked up
 */
record RunningBatches(VisibleJobs jobs, FirmwareJobs lists) {

  /**
   * How many are looked at. Since each must have ended before the next one is created by a call, an
   * older one that runs can only have been created by somebody else.
   */
  private static final int NEWEST = 100;

  /** Fails with an {@link RpcException} if one runs, or if that cannot be told now. */
  Future<Void> requireNone(Viewer viewer, String firmwareId) {
    Viewer account = new Viewer(viewer.accountId(), Set.of());
    return lists
        .dynamic(viewer.accountId(), firmwareId, NEWEST)
        .compose(
            answer -> {
              if (!(answer instanceof IndexAnswer.Listed listed)) {
                throw new RpcException(RpcError.UNAVAILABLE);
              }
              return Future.all(find(account, listed.entries()));
            })
        .map(all -> requireEnded(viewer, all.list()));
  }

  private List<Future<JobAnswer>> find(Viewer account, List<IndexEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                jobs.find(account, entry.key().jobId(), Optional.empty(), Consistency.COMPLETE))
        .toList();
  }

  @SuppressWarnings("NullAway") // a future of nothing has null
  private static Void requireEnded(Viewer viewer, List<JobAnswer> answers) {
    for (JobAnswer answer : answers) {
      if (answer instanceof JobAnswer.Found found) {
        BatchState batch = new BatchState(found.view());
        Illegal.unless(
            batch.isCanceled() || batch.isCompleted(),
            "FirmwareId is a package that has a dynamic batch already which has not ended"
                + (viewer.sees(found.iotInstanceId()) ? ": " + found.key().jobId() : "")
                + ".");
      } else if (!(answer instanceof JobAnswer.Absent)) {
        throw new RpcException(RpcError.UNAVAILABLE);
      }
    }
    return null;
  }
}
