package dev.otajobs.api.rest;

import dev.otajobs.api.AccountCalls;
import dev.otajobs.job.JobHistory;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.JobHistories;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the history of a job that the caller may see. */
public final class PastJobs {

  private static final Logger LOG = LoggerFactory.getLogger(PastJobs.class);

  private static final HistoryAnswer TOO_MANY =
      new HistoryAnswer.Unavailable("too many calls of the account are in flight");

  private final Optional<JobHistories> histories;
  private final AccountCalls calls;

  /**
   * @param histories empty if none are kept
   */
  public PastJobs(Optional<JobHistories> histories, AccountCalls calls) {
    this.histories = histories;
    this.calls = calls;
  }

  /** The history, with everything that the job's answer had; fails with a problem. */
  Future<JobHistory> of(JobAnswer.Found job) {
    JobHistories kept = histories.orElseThrow(() -> new ProblemException(Problem.NO_HISTORIES));
    return calls
        .run(job.key().accountId(), () -> kept.find(job.key(), job.revision()), TOO_MANY)
        .map(PastJobs::known);
  }

  private static JobHistory known(HistoryAnswer answer) {
    if (answer instanceof HistoryAnswer.Known known) {
      return known.history();
    }
    LOG.debug("no history, answer={}", answer);
    throw new ProblemException(
        RestReply.Failed.of(Problem.HISTORY_UNAVAILABLE, "Retry-After", "1"));
  }
}
