package dev.otajobs.app;

import dev.otajobs.api.CallTimes;
import dev.otajobs.api.rest.DeadLetterResource;
import dev.otajobs.api.rest.JobBatchResource;
import dev.otajobs.api.rest.JobHistoryResource;
import dev.otajobs.api.rest.JobListResource;
import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.JobWatchResource;
import dev.otajobs.api.rest.ListWatchResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rest.OperatorDocument;
import dev.otajobs.api.rest.PackageResource;
import dev.otajobs.api.rest.ReplayResource;
import dev.otajobs.api.rest.Resource;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.console.Console;
import dev.otajobs.http.CallLimit;
import dev.otajobs.http.RequestBodies;
import dev.otajobs.http.RequestRules;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Which path belongs to whom, and which calls are bounded. */
final class Routes implements Handler<HttpServerRequest> {

  /** What the paths of the resource API lead to. */
  record Resources(
      JobResource job,
      JobHistoryResource history,
      JobWatchResource watch,
      ListWatchResource watchedList,
      JobListResource list,
      JobBatchResource batch,
      PackageResource packages,
      ForOperators operators) {}

  /**
   * The paths for operators.
   *
   * @param limit of their calls, which take no place of callers
   */
  record ForOperators(
      CallLimit limit,
      OperatorDocument cluster,
      OperatorDocument topology,
      DeadLetterResource deadLetters,
      ReplayResource replay) {}

  private final RpcHandler rpc;
  private final Resources resources;
  private final OpenApiDocument openApi;
  private final Optional<Console> console;
  private final Handler<HttpServerRequest> others;
  private final RequestBodies bodies;
  private final CallLimit limit;
  private final CallTimes times;

  /**
   * @param console empty serves none
   * @param others the operators' paths, and what is no path at all
   */
  Routes(
      RpcHandler rpc,
      Resources resources,
      OpenApiDocument openApi,
      Optional<Console> console,
      Handler<HttpServerRequest> others,
      RequestBodies bodies,
      CallLimit limit,
      CallTimes times) {
    this.times = times;
    this.rpc = rpc;
    this.resources = resources;
    this.openApi = openApi;
    this.console = console;
    this.others = others;
    this.bodies = bodies;
    this.limit = limit;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Optional<String> problem = RequestRules.problem(request);
    if (problem.isPresent()) {
      RequestRules.refuse(request, problem.get());
      return;
    }
    String path = request.path();
    if (path == null || path.equals("/") || path.chars().allMatch(slash -> slash == '/')) {
      if (console.isPresent() && Console.isVisit(request)) {
        Console.welcome(request);
      } else if (HttpMethod.POST.equals(request.method())) {
        bodies.read(request, body -> rpc(request, body));
      } else {
        rpc(request, Buffer.buffer());
      }
    } else if (ListWatchResource.isPath(path, request.query())) {
      resources.watchedList().answer(request, Buffer.buffer());
    } else if (JobWatchResource.isPath(path)) {
      // It is no call in flight: it has a bound of its own.
      resources.watch().answer(request, Buffer.buffer());
    } else if (JobHistoryResource.isPath(path)) {
      resource("history", resources.history(), request, Buffer.buffer());
    } else if (path.startsWith(JobResource.PREFIX)) {
      resource("job", resources.job(), request, Buffer.buffer());
    } else if (path.equals(JobListResource.PATH)) {
      resource("list", resources.list(), request, Buffer.buffer());
    } else if (path.equals(JobBatchResource.PATH)) {
      bodies.read(request, body -> resource("batch", resources.batch(), request, body));
    } else if (path.startsWith(PackageResource.PREFIX)) {
      bodies.read(request, body -> resource("package", resources.packages(), request, body));
    } else if (path.equals(OperatorDocument.CLUSTER)) {
      operator("cluster", resources.operators().cluster(), request, Buffer.buffer());
    } else if (path.equals(OperatorDocument.TOPOLOGY)) {
      operator("topology", resources.operators().topology(), request, Buffer.buffer());
    } else if (path.equals(DeadLetterResource.PATH)) {
      operator("dead-letters", resources.operators().deadLetters(), request, Buffer.buffer());
    } else if (path.equals(ReplayResource.PATH)) {
      bodies.read(
          request, body -> operator("replay", resources.operators().replay(), request, body));
    } else if (path.equals(OpenApiDocument.PATH)) {
      openApi.handle(request);
    } else if (console.isPresent() && Console.isPath(path)) {
      console.get().handle(request);
    } else {
      // Probes must be answered under load, too.
      others.handle(request);
    }
  }

  private void resource(String call, Resource resource, HttpServerRequest request, Buffer body) {
    answer(limit, call, resource, request, body);
  }

  private void answer(
      CallLimit bound, String call, Resource resource, HttpServerRequest request, Buffer body) {
    long begun = System.nanoTime();
    if (bound.admit(request)) {
      resource.answer(request, body).onSuccess(sent -> count(call, request, begun));
    } else {
      resource.refuse(request);
    }
  }

  private void operator(String call, Resource resource, HttpServerRequest request, Buffer body) {
    answer(resources.operators().limit(), call, resource, request, body);
  }

  private void count(String call, HttpServerRequest request, long begun) {
    times.record(call, request.response().getStatusCode(), begun);
  }

  private void rpc(HttpServerRequest request, Buffer body) {
    long begun = System.nanoTime();
    if (limit.admit(request)) {
      rpc.answer(request, body).onSuccess(call -> count(call, request, begun));
    } else {
      rpc.refuse(request, body, RpcError.UNAVAILABLE);
    }
  }
}
