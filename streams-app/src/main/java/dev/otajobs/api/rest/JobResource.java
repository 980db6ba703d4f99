package dev.otajobs.api.rest;

import dev.otajobs.api.Accept;
import dev.otajobs.api.RequestIds;
import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.query.Consistency;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD of {@code /v1/jobs/{jobId}} with the job in the representation that the call
 * prefers, or with 304 if the caller holds it already.
 */
public final class JobResource implements Handler<HttpServerRequest> {

  /** The path up to the job id. */
  public static final String PREFIX = "/v1/jobs/";

  private static final Logger LOG = LoggerFactory.getLogger(JobResource.class);

  private final BearerCallers callers;
  private final VisibleJobs jobs;

  public JobResource(BearerCallers callers, VisibleJobs jobs) {
    this.callers = callers;
    this.jobs = jobs;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String requestId = RequestIds.next();
    // A copy may be kept by the caller alone, who asks each time whether it is still right.
    request.response().putHeader(HttpHeaders.VARY, "Accept");
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    Future.succeededFuture(request)
        .compose(this::answer)
        .otherwise(failure -> failed(requestId, failure))
        .onSuccess(reply -> RestReplies.send(request, requestId, reply));
  }

  /** Refuses a call at its headers: the service bears no more now. */
  public void refuse(HttpServerRequest request) {
    RestReplies.send(request, RequestIds.next(), RestReply.Failed.busy());
  }

  private static RestReply failed(String requestId, Throwable failure) {
    if (failure instanceof ProblemException refused) {
      return refused.reply();
    }
    LOG.error("a call failed, requestId={}", requestId, failure);
    return RestReply.Failed.of(Problem.INTERNAL);
  }

  /** The order of the checks is that of docs/contract.md. */
  private Future<RestReply> answer(HttpServerRequest request) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.methodNotAllowed());
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION));
    String jobId = jobId(request.path());
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

  private static String jobId(String path) {
    try {
      // A '+' in a path is a plus.
      String encoded = path.substring(PREFIX.length()).replace("+", "%2B");
      String jobId = QueryStringDecoder.decodeComponent(encoded);
      if (!jobId.isEmpty() && jobId.indexOf('\uFFFD') < 0) {
        return jobId;
      }
    } catch (IllegalArgumentException e) {
      // Not percent-encoded; answered as what is no UTF-8.
    }
    throw new ProblemException(Problem.BAD_PATH);
  }
}
