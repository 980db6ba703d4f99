package dev.otajobs.api;

import dev.otajobs.job.JobKey;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the jobs that a caller may see. A job that the caller may not see is answered as one that
 * does not exist: the same JobId of an account that nobody has is looked up instead, so that the
 * reply, its time and an outage are the same in both cases.
 */
public final class VisibleJobs {

  private static final JobAnswer ABSENT = new JobAnswer.Absent();

  /** No account has this id; see {@code docs/contract.md}. */
  private static final String NOBODY = "";

  private static final JobAnswer TOO_MANY =
      new JobAnswer.Unavailable("too many calls of the account are in flight");

  private final JobFinder jobs;
  private final AccountCalls calls;

  public VisibleJobs(JobFinder jobs, AccountCalls calls) {
    this.jobs = jobs;
    this.calls = calls;
  }

  /**
   * Finds a job.
   *
   * @param jobId any text; an id that no job can have is answered without a look-up
   * @param instance if present, only a job of this instance is found
   */
  public Future<JobAnswer> find(
      Viewer viewer, String jobId, Optional<String> instance, Consistency consistency) {
    if (!JobKey.isJobId(jobId)) {
      return Future.succeededFuture(ABSENT);
    }
    return calls.run(
        viewer.accountId(), () -> findVisible(viewer, jobId, instance, consistency), TOO_MANY);
  }

  /**
   * Finds several jobs, as one of the account's calls in flight.
   *
   * @param jobIds any texts
   * @return an answer for each, in their order
   */
  public Future<List<JobAnswer>> findAll(Viewer viewer, List<String> jobIds) {
    return findAll(viewer, jobIds, Consistency.DEFAULT);
  }

  /** As {@link #findAll(Viewer, List)}, with what the caller demands. */
  public Future<List<JobAnswer>> findAll(
      Viewer viewer, List<String> jobIds, Consistency consistency) {
    return calls.run(
        viewer.accountId(),
        () ->
            Future.all(jobIds.stream().map(jobId -> findOne(viewer, jobId, consistency)).toList())
                .map(all -> all.<JobAnswer>list()),
        Collections.nCopies(jobIds.size(), TOO_MANY));
  }

  private Future<JobAnswer> findOne(Viewer viewer, String jobId, Consistency consistency) {
    return JobKey.isJobId(jobId)
        ? findVisible(viewer, jobId, Optional.empty(), consistency)
        : Future.succeededFuture(ABSENT);
  }

  private Future<JobAnswer> findVisible(
      Viewer viewer, String jobId, Optional<String> instance, Consistency consistency) {
    return jobs.find(new JobKey(jobId, viewer.accountId()), consistency)
        .compose(
            answer ->
                isHidden(answer, viewer, instance)
                    ? jobs.find(new JobKey(jobId, NOBODY), consistency)
                    : Future.succeededFuture(answer));
  }

  private static boolean isHidden(JobAnswer answer, Viewer viewer, Optional<String> asked) {
    if (!(answer instanceof JobAnswer.Found found)) {
      return false;
    }
    Optional<String> own = found.iotInstanceId();
    return !viewer.sees(own) || (asked.isPresent() && !asked.equals(own));
  }
}
