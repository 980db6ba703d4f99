package dev.otajobs.api.rpc;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The action: looks up the job that the parameters name. */
final class QueryOtaJob {

  static final String NAME = "QueryOTAJob";

  private static final Logger LOG = LoggerFactory.getLogger(QueryOtaJob.class);
  private static final JobAnswer.Cases<Reply> TO_REPLY = new ToReply();

  private final VisibleJobs jobs;

  QueryOtaJob(VisibleJobs jobs) {
    this.jobs = jobs;
  }

  /**
   * The job, or the one answer for every job that the caller cannot see; fails with an RpcException
   * if the job cannot be looked up now.
   *
   * @throws RpcException if JobId is missing
   */
  Future<Reply> answer(Viewer viewer, RpcParameters parameters, Consistency consistency) {
    String jobId =
        parameters.get("JobId").orElseThrow(() -> new RpcException(RpcError.MISSING_JOB_ID));
    return jobs.find(viewer, jobId, parameters.get("IotInstanceId"), consistency)
        .map(answer -> answer.map(TO_REPLY));
  }

  /** Makes the reply to each kind of answer. */
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
