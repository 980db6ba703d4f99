package dev.otajobs.api.rpc;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The action: looks up the job that the parameters name. */
final class QueryOtaJob {

  static final String NAME = "QueryOTAJob";

  private static final Logger LOG = LoggerFactory.getLogger(QueryOtaJob.class);

  private final JobFinder jobs;

  QueryOtaJob(JobFinder jobs) {
    this.jobs = jobs;
  }

  /**
   * The job, or the one answer for every job that the account cannot see.
   *
   * @throws RpcException if JobId is missing or the job cannot be looked up now
   */
  Reply answer(String accountId, RpcParameters parameters) {
    String jobId =
        parameters.get("JobId").orElseThrow(() -> new RpcException(RpcError.MISSING_JOB_ID));
    JobAnswer answer = jobs.find(new JobKey(jobId, accountId));
    if (answer instanceof JobAnswer.Found found) {
      return isOfInstance(found.view(), parameters.get("IotInstanceId"))
          ? new Reply.Job(found.view())
          : Reply.BusinessError.JOB_NOT_FOUND;
    } else if (answer instanceof JobAnswer.Unavailable unavailable) {
      LOG.debug("unavailable, why={}", unavailable.why());
      throw new RpcException(RpcError.UNAVAILABLE);
    }
    return Reply.BusinessError.JOB_NOT_FOUND;
  }

  private static boolean isOfInstance(JobView view, Optional<String> asked) {
    return asked.isEmpty() || asked.equals(view.iotInstanceId());
  }
}
