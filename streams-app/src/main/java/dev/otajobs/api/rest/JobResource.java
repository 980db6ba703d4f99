package dev.otajobs.api.rest;

import dev.otajobs.api.Accept;
import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.codec.UtcTime;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Times;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers GET and HEAD of {@code /v1/jobs/{jobId}} with the job in the representation that the call
 * prefers, or with 304 if the caller holds it already. With {@code asOf} it is the job as it was.
 */
public final class JobResource extends Resource {

  /** The path up to the job id. */
  public static final String PREFIX = "/v1/jobs/";

  private static final String AS_OF = "asOf";

  private final BearerCallers callers;
  private final VisibleJobs jobs;
  private final PastJobs past;

  public JobResource(BearerCallers callers, VisibleJobs jobs, PastJobs past) {
    // A copy may be kept by the caller alone, who asks each time whether it is still right.
    super("private, no-cache");
    this.callers = callers;
    this.jobs = jobs;
    this.past = past;
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
    ToReply reply = new ToReply(representation, held);
    OptionalLong asOf = asOf(request);
    return jobs.find(viewer, jobId, Optional.empty(), consistency)
        .compose(
            answer ->
                asOf.isPresent() && answer instanceof JobAnswer.Found found
                    ? past.of(found)
                        .map(history -> then(viewer, found, history, asOf.getAsLong(), reply))
                    : Future.succeededFuture(answer.map(reply)));
  }

  /** The reply to the job as it was at this time. */
  private static RestReply then(
      Viewer viewer, JobAnswer.Found found, JobHistory history, long time, ToReply reply) {
    if (!history.isOf(found.job())) {
      throw new ProblemException(Problem.NOT_KEPT);
    }
    JobState state =
        history
            .asOf(time)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new RestReply.Failed(
                            Problem.NOT_KEPT,
                            Problem.NOT_KEPT.detail()
                                + ", only to "
                                + UtcTime.format(history.knownSince()),
                            Map.of())));
    Job job = new Job(state, found.revision());
    if (!job.isVisible() || !viewer.sees(job.iotInstanceId())) {
      throw new ProblemException(Problem.NOT_THEN);
    }
    return reply.found(new JobAnswer.Found(found.key(), job, found.staleness()));
  }

  private static OptionalLong asOf(HttpServerRequest request) {
    String query = request.query();
    if (query == null || query.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      List<String> given =
          new QueryStringDecoder(query, StandardCharsets.UTF_8, false)
              .parameters()
              .getOrDefault(AS_OF, List.of());
      if (given.isEmpty()) {
        return OptionalLong.empty();
      }
      long time = Instant.parse(given.get(0)).toEpochMilli();
      if (given.size() == 1 && Times.isTime(time)) {
        return OptionalLong.of(time);
      }
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
      throw new ProblemException(Problem.BAD_TIME);
    }
    throw new ProblemException(Problem.BAD_TIME);
  }

  /** What the call's headers demand. */
  static Consistency consistency(HttpServerRequest request) {
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
