package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.http.Connections;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Answers GET of {@code /v1/jobs/{jobId}/watch} with server-sent events: the job as it is, and as
 * it is after each change.
 */
public final class JobWatchResource extends Resource {

  private static final String SUFFIX = "/watch";

  private final BearerCallers callers;
  private final VisibleJobs jobs;
  private final Watches watches;

  /**
   * @param jobs whose look-ups are not counted with the account's other calls
   */
  public JobWatchResource(BearerCallers callers, VisibleJobs jobs, Watches watches) {
    this.callers = callers;
    this.jobs = jobs;
    this.watches = watches;
  }

  /** Whether this path is a watch. A slash within a JobId is percent-encoded. */
  public static boolean isPath(String path) {
    return PathId.isBetween(JobResource.PREFIX, SUFFIX, path);
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.GET.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.of(Problem.ONLY_GET, "Allow", "GET"));
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.READ);
    String jobId =
        PathId.between(JobResource.PREFIX, SUFFIX, request.path())
            .orElseThrow(() -> new ProblemException(Problem.BAD_PATH));
    Vertx vertx = watches.vertx();
    JobWatch watch =
        new JobWatch(
            vertx,
            vertx.getOrCreateContext(),
            jobs,
            viewer,
            jobId,
            held(request),
            () -> Connections.cut(request.connection()));
    return watches
        .open(request, watch)
        .compose(ready -> jobs.find(viewer, jobId, Optional.empty(), Consistency.DEFAULT))
        .map(
            answer ->
                answer instanceof JobAnswer.Found
                    ? new RestReply.Events(watch)
                    : answer.map(ToReply.JSON));
  }

  /** The id of the last event that the caller got; empty for none, or if it is none of ours. */
  private static Optional<Revision> held(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getHeader("Last-Event-ID")).map(Revision::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
