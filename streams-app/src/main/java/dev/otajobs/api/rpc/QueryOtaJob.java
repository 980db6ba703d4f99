package dev.otajobs.api.rpc;

import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The action QueryOTAJob: finds the job that the parameters name. */
public final class QueryOtaJob implements RpcAction {

  private static final Logger LOG = LoggerFactory.getLogger(QueryOtaJob.class);
  private static final JobAnswer.Cases<Reply> TO_REPLY = new ToReply();

  private final VisibleJobs jobs;

  public QueryOtaJob(VisibleJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Operation operation() {
    return Operation.QUERY_OTA_JOB;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The job, or JobNotFound. A job that the caller may not see looks exactly like one that does
   * not exist.
   */
  @Override
  public Future<Reply> answer(RpcCall call) {
    String jobId = call.parameters().required("JobId");
    return jobs.find(
            call.viewer(), jobId, call.parameters().get("IotInstanceId"), call.consistency())
        .map(answer -> answer.map(TO_REPLY));
  }

  /** Maps each kind of answer to its reply. */
  private static final class ToReply implements JobAnswer.Cases<Reply> {

    @Override
    public Reply found(JobAnswer.Found found) {
      return new Reply.Job(found.view(), found.revision(), found.staleness());
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
