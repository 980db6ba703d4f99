package dev.otajobs.api.rpc;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.JobQuery;
import io.vertx.core.Future;
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
   * The job, or the one answer for every job that the account cannot see; fails with an
   * RpcException if the job cannot be looked up now.
   *
   * @throws RpcException if JobId is missing
   */
  Future<Reply> answer(String accountId, RpcParameters parameters, Consistency consistency) {
    String jobId =
        parameters.get("JobId").orElseThrow(() -> new RpcException(RpcError.MISSING_JOB_ID));
    Optional<String> instance = parameters.get("IotInstanceId");
    return jobs.find(new JobQuery(new JobKey(jobId, accountId), consistency))
        .map(answer -> answer.map(new ToReply(instance)));
  }

  /** What is replied to a call for a job of one instance, or of any. */
  private record ToReply(Optional<String> instance) implements JobAnswer.Cases<Reply> {

    @Override
    public Reply found(JobAnswer.Found found) {
      return isOfInstance(found.view())
          ? new Reply.Job(found.view(), found.revision(), found.staleness())
          : absent();
    }

    private boolean isOfInstance(JobView view) {
      return instance.isEmpty() || instance.equals(view.iotInstanceId());
    }

    @Override
    public Reply absent() {
      return Reply.BusinessError.JOB_NOT_FOUND;
    }

    @Override
    public Reply notYet(JobAnswer.NotYet notYet) {
      throw new RpcException(RpcError.notYet(notYet.why()));
    }

    @Override
    public Reply unavailable(JobAnswer.Unavailable unavailable) {
      LOG.debug("unavailable, why={}", unavailable.why());
      throw new RpcException(RpcError.UNAVAILABLE);
    }
  }
}
