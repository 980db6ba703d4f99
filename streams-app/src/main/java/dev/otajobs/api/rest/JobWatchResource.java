package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.http.CallLimit;
import dev.otajobs.http.Connections;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.watch.EventSignals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Answers GET of {@code /v1/jobs/{jobId}/watch} with server-sent events: the job as it is, and as
 * it is after each change.
 */
public final class JobWatchResource extends Resource implements AutoCloseable {

  private static final String SUFFIX = "/watch";

  /** Within which the log's end must be known. */
  private static final Duration SUBSCRIBED = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final BearerCallers callers;
  private final VisibleJobs jobs;
  private final EventSignals signals;
  private final CallLimit limit;
  private final Set<JobWatch> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosing;

  /**
   * @param jobs whose look-ups are not counted with the account's other calls
   * @param limit of watches at once
   */
  public JobWatchResource(
      Vertx vertx, BearerCallers callers, VisibleJobs jobs, EventSignals signals, CallLimit limit) {
    this.vertx = vertx;
    this.callers = callers;
    this.jobs = jobs;
    this.signals = signals;
    this.limit = limit;
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
    if (isClosing) {
      throw new ProblemException(RestReply.Failed.busy());
    }
    JobWatch watch =
        new JobWatch(
            vertx,
            vertx.getOrCreateContext(),
            jobs,
            viewer,
            jobId,
            held(request),
            () -> Connections.cut(request.connection()));
    if (!limit.admit(request, () -> over(watch))) {
      throw new ProblemException(RestReply.Failed.busy());
    }
    watches.add(watch);
    EventSignals.Subscription subscription = watch.subscribe(signals);
    // Once it gets signals, the watch looks the job up with everything that was acknowledged.
    return Future.fromCompletionStage(subscription.ready(), vertx.getOrCreateContext())
        .timeout(SUBSCRIBED.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            late -> {
              throw new ProblemException(
                  RestReply.Failed.of(Problem.UNAVAILABLE, "Retry-After", "1"));
            })
        .compose(ready -> jobs.find(viewer, jobId, Optional.empty(), Consistency.DEFAULT))
        .map(
            answer ->
                answer instanceof JobAnswer.Found
                    ? new RestReply.Events(watch)
                    : answer.map(ToReply.JSON));
  }

  private void over(JobWatch watch) {
    watches.remove(watch);
    watch.over();
  }

  /** The id of the last event that the caller got; empty for none, or if it is none of ours. */
  private static Optional<Revision> held(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getHeader("Last-Event-ID")).map(Revision::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Ends all watches: their callers turn to other instances. */
  @Override
  public void close() {
    isClosing = true;
    watches.forEach(watch -> watch.closing());
  }
}
