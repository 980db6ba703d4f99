package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.consistency.EntityTag;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.codec.HistoryJson;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Answers GET and HEAD of {@code /v1/jobs/{jobId}/history} with what happened to a job: each change
 * with its time, its source, and the fields that it changed.
 */
public final class JobHistoryResource extends Resource {

  private static final String SUFFIX = "/history";

  private final BearerCallers callers;
  private final VisibleJobs jobs;
  private final PastJobs past;

  public JobHistoryResource(BearerCallers callers, VisibleJobs jobs, PastJobs past) {
    this.callers = callers;
    this.jobs = jobs;
    this.past = past;
  }

  /** Whether this path is a job's history. A slash within a JobId is percent-encoded. */
  public static boolean isPath(String path) {
    return PathId.isBetween(JobResource.PREFIX, SUFFIX, path);
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.methodNotAllowed());
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.READ);
    String jobId =
        PathId.between(JobResource.PREFIX, SUFFIX, request.path())
            .orElseThrow(() -> new ProblemException(Problem.BAD_PATH));
    Consistency consistency = JobResource.consistency(request);
    return jobs.find(viewer, jobId, Optional.empty(), consistency).compose(this::history);
  }

  private Future<RestReply> history(JobAnswer answer) {
    return answer instanceof JobAnswer.Found found
        ? past.of(found)
            .map(
                history ->
                    new RestReply.Job(
                        "application/json",
                        Buffer.buffer(
                            HistoryJson.write(found.key(), history, history.isOf(found.job()))),
                        EntityTag.of(found.revision()),
                        found.staleness()))
        : Future.succeededFuture(answer.map(ToReply.JSON));
  }
}
