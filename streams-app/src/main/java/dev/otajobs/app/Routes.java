package dev.otajobs.app;

import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.ops.OpsHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Which path belongs to whom. */
final class Routes implements Handler<HttpServerRequest> {

  private final RpcHandler rpc;
  private final JobResource jobs;
  private final OpenApiDocument openApi;
  private final OpsHandler ops;

  Routes(RpcHandler rpc, JobResource jobs, OpenApiDocument openApi, OpsHandler ops) {
    this.rpc = rpc;
    this.jobs = jobs;
    this.openApi = openApi;
    this.ops = ops;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null || path.equals("/") || path.isEmpty()) {
      rpc.handle(request);
    } else if (path.startsWith(JobResource.PREFIX)) {
      jobs.handle(request);
    } else if (path.equals(OpenApiDocument.PATH)) {
      openApi.handle(request);
    } else {
      ops.handle(request);
    }
  }
}
