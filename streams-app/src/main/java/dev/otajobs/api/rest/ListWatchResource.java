package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.http.Connections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET of {@code /v1/jobs/watch?firmware=…} with server-sent events: each job of a package
 * that has an event, as it is then.
 */
public final class ListWatchResource extends Resource {

  private static final String PATH = "/v1/jobs/watch";
  private static final String FIRMWARE = "firmware=";

  private final BearerCallers callers;
  private final VisibleJobs jobs;
  private final Watches watches;

  /**
   * @param jobs whose look-ups are not counted with the account's other calls
   */
  public ListWatchResource(BearerCallers callers, VisibleJobs jobs, Watches watches) {
    this.callers = callers;
    this.jobs = jobs;
    this.watches = watches;
  }

  /** Whether this is a watch of a list. Without a package it is the job whose id is "watch". */
  public static boolean isPath(String path, @Nullable String query) {
    return path.equals(PATH)
        && query != null
        && (query.startsWith(FIRMWARE) || query.contains("&" + FIRMWARE));
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.GET.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.of(Problem.ONLY_GET, "Allow", "GET"));
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.READ);
    Vertx vertx = watches.vertx();
    ListWatch watch =
        new ListWatch(
            vertx,
            vertx.getOrCreateContext(),
            jobs,
            viewer,
            JobListResource.filter(request),
            () -> Connections.cut(request.connection()));
    return watches.openList(request, watch).map(ready -> new RestReply.Events(watch));
  }
}
