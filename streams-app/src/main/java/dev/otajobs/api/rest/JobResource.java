package dev.otajobs.api.rest;

import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonObject;
import dev.otajobs.job.JobKey;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.JobQuery;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /v1/jobs/{jobId}} with the job's fields as a JSON object. */
public final class JobResource implements Handler<HttpServerRequest> {

  /** The path up to the job id. */
  public static final String PREFIX = "/v1/jobs/";

  private static final Logger LOG = LoggerFactory.getLogger(JobResource.class);

  private final BearerCallers callers;
  private final JobFinder jobs;

  public JobResource(BearerCallers callers, JobFinder jobs) {
    this.callers = callers;
    this.jobs = jobs;
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!HttpMethod.GET.equals(request.method())) {
      response.putHeader(HttpHeaders.ALLOW, "GET");
      Problem.METHOD_NOT_ALLOWED.send(response);
      return;
    }
    BearerCallers.Answer caller = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION));
    Optional<String> jobId = jobId(request.path());
    if (caller instanceof BearerCallers.Answer.Throttled throttled) {
      long seconds = throttled.retryAfter().plusMillis(999).toSeconds();
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
      Problem.THROTTLED.send(response);
    } else if (!(caller instanceof BearerCallers.Answer.Allowed allowed)) {
      response.putHeader("WWW-Authenticate", "Bearer");
      Problem.UNAUTHORIZED.send(response);
    } else if (jobId.isEmpty()) {
      Problem.BAD_PATH.send(response);
    } else {
      answer(request, new JobKey(jobId.get(), allowed.accountId()));
    }
  }

  /** Refuses a call at its headers: the service bears no more now. */
  public void refuse(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
    Problem.BUSY.send(request.response());
  }

  private void answer(HttpServerRequest request, JobKey key) {
    Consistency consistency;
    try {
      consistency = ConsistencyHeaders.read(request);
    } catch (IllegalArgumentException e) {
      Problem.BAD_HEADER.send(request.response());
      return;
    }
    Future.succeededFuture(new JobQuery(key, consistency))
        .compose(jobs::find)
        .map(known -> known.map(new Sender(request.response())))
        .onFailure(
            failure -> {
              LOG.error("a call failed", failure);
              Problem.INTERNAL.send(request.response());
            });
  }

  private static Optional<String> jobId(String path) {
    try {
      // A '+' in a path is a plus.
      String encoded = path.substring(PREFIX.length()).replace("+", "%2B");
      String jobId = QueryStringDecoder.decodeComponent(encoded);
      return Optional.of(jobId).filter(id -> !id.isEmpty() && id.indexOf('\uFFFD') < 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Sends what each kind of answer is replied with. */
  private record Sender(HttpServerResponse response) implements JobAnswer.Cases<Future<Void>> {

    @Override
    public Future<Void> found(JobAnswer.Found found) {
      Buffer body = Buffer.buffer(JsonObject.of(out -> JobJson.write(found.view().fields(), out)));
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
      ConsistencyHeaders.write(response, found.revision(), found.staleness());
      return response.end(body);
    }

    @Override
    public Future<Void> absent() {
      return Problem.NOT_FOUND.send(response);
    }

    @Override
    public Future<Void> notYet(JobAnswer.NotYet notYet) {
      return Problem.NOT_YET.send(response);
    }

    @Override
    public Future<Void> unavailable(JobAnswer.Unavailable unavailable) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "1");
      return Problem.UNAVAILABLE.send(response);
    }
  }
}
