package dev.otajobs.app;

import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.http.CallLimit;
import dev.otajobs.ops.OpsHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Which path belongs to whom, and which calls are bounded. */
final class Routes implements Handler<HttpServerRequest> {

  private final RpcHandler rpc;
  private final JobResource jobs;
  private final OpenApiDocument openApi;
  private final OpsHandler ops;
  private final CallLimit limit;

  Routes(
      RpcHandler rpc, JobResource jobs, OpenApiDocument openApi, OpsHandler ops, CallLimit limit) {
    this.rpc = rpc;
    this.jobs = jobs;
    this.openApi = openApi;
    this.ops = ops;
    this.limit = limit;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null || path.equals("/") || path.isEmpty()) {
      if (limit.admit(request)) {
        rpc.handle(request);
      } else {
        rpc.refuse(request, RpcError.UNAVAILABLE);
      }
    } else if (path.startsWith(JobResource.PREFIX)) {
      if (limit.admit(request)) {
        jobs.handle(request);
      } else {
        jobs.refuse(request);
      }
    } else if (path.equals(OpenApiDocument.PATH)) {
      openApi.handle(request);
    } else {
      // Probes must be answered under load, too.
      ops.handle(request);
    }
  }
}
