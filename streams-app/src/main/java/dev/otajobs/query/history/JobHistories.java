package dev.otajobs.query.history;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Deadline;
import io.vertx.core.Future;
import java.time.Duration;

/** Finds the histories of jobs, on whichever instance they are. */
public final class JobHistories {

  private final Partitioning partitioning;
  private final HistoryLookup histories;
  private final Duration timeout;

  /**
   * @param timeout for a whole query, calls to other instances included
   */
  public JobHistories(Partitioning partitioning, HistoryLookup histories, Duration timeout) {
    this.partitioning = partitioning;
    this.histories = histories;
    this.timeout = timeout;
  }

  /**
   * The history of this job.
   *
   * @param atLeast the events that it must have met
   */
  public Future<HistoryAnswer> find(JobKey key, Revision atLeast) {
    return histories.history(
        new HistoryQuery(key, partitioning.owner(key.jobId()), atLeast), Deadline.in(timeout));
  }
}
