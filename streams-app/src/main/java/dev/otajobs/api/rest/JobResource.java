package dev.otajobs.api.rest;

import dev.otajobs.api.Accept;
import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.query.Consistency;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers GET and HEAD of {@code /v1/jobs/{jobId}} with the job in the representation that the call
 * prefers, or with 304 if the caller holds it already.
 */
public final class JobResource extends Resource {

  /** The path up to the job id. */
  public static final String PREFIX = "/v1/jobs/";

  private final BearerCallers callers;
  private final VisibleJobs jobs;

  public JobResource(BearerCallers callers, VisibleJobs jobs) {
    // A copy may be kept by the caller alone, who asks each time whether it is still right.
    super("private, no-cache");
    this.callers = callers;
    this.jobs = jobs;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    request.response().putHeader(HttpHeaders.VARY, "Accept");
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.methodNotAllowed());
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.READ);
    String jobId =
        PathId.after(PREFIX, request.path())
            .orElseThrow(() -> new ProblemException(Problem.BAD_PATH));
    Consistency consistency = consistency(request);
    Representation representation = representation(request);
    IfNoneMatch held = IfNoneMatch.of(request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
    return jobs.find(viewer, jobId, Optional.empty(), consistency)
        .map(answer -> answer.map(new ToReply(representation, held)));
  }

  private static Consistency consistency(HttpServerRequest request) {
    try {
      return ConsistencyHeaders.read(request);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new RestReply.Failed(Problem.BAD_HEADER, String.valueOf(e.getMessage()), Map.of()));
    }
  }

  private static Representation representation(HttpServerRequest request) {
    List<String> accept = request.headers().getAll(HttpHeaders.ACCEPT);
    return Accept.preferred(String.join(",", accept))
        .map(Representation::of)
        .orElseThrow(() -> new ProblemException(Problem.NOT_ACCEPTABLE));
  }
}
